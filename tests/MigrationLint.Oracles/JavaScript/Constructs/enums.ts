enum E { A, B = 1 << 2, 'C-D' = 'x', E2 = 2 }
const enum G { A = 'a' }
declare enum H { X }
export enum I { A }
export const enum J { A }
export declare const enum K { B }
