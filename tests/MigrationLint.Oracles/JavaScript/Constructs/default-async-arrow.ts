export default async (x) => y
