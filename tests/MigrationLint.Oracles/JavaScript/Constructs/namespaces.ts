namespace A.B.C { export const x = 1; }
module M { let y; }
declare module 'foo' { export default x; }
declare module 'bar';
declare global { interface Window {} }
export namespace N { export namespace O {} }
