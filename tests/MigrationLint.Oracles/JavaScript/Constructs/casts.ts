let x = a as any as string, y = b satisfies C, z = <T>d, w = e!, v = f!.g!.h, u = i as const;
(x as any) = 1; (<any>y) = 2; z! = 3; (w satisfies Q).t = 1; for (a as any of b) ; [a as any, b!] = c; ({ a: b as any } = c);
