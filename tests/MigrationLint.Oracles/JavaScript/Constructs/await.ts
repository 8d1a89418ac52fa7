async function f() { await (a), await [b]; } await x; const w = await v; await import('x'); for await (const a of b) {} 
