declare function f(x: number): string;
declare const x: number, y: string;
declare let z;
declare class A { m(): void; x: number; static s; constructor(a); }
declare abstract class B {}
declare type T = 1; declare interface I {} declare namespace N { const x; function g(); }
export declare function h(): void;
export declare class C {}
export abstract class D {}
export default abstract class E {}
export default interface F {}
export interface G {}
export type H = 1;
function over(a: string): void;
function over(a: number): void;
function over(a: any) {}
export function ov2(): void
export function ov2(a?) {}
export default function ov3(): void;
export default function ov3(a?: any) {}
export async function q() {}

