export const enum A { }
export type B = C; export type D<E> = F
export abstract class G { }
export declare namespace H {}
export declare type I = J; export module K {} export async function l() {} export function* m() {} export let n: any, o; export var p; export class q {} 
