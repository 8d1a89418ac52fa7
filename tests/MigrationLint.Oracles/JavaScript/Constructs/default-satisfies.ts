export default { a } satisfies C;
