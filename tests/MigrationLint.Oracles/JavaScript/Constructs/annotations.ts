try {} catch (e: unknown) {} try {} catch { } let x!: number, y: string = 'a', { a, b }: C = d, [e]: F = g; var h: () => void = () => {}, i: { j: k }; const fn = function* <T>() { yield* x as any; yield <any>z; }; label: for (;;) { break label; } if (a) function q() {} 
 let a1 = b1
! c1;
