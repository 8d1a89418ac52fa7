function f(a, a2 = b, { c, d: [e], ...g } = {}, [h, , i = 1, ...j], ...k) { 'use strict'; }
