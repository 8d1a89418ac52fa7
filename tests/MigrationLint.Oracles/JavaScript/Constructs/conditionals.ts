a = b ? c : d ? e : f; a = b ? (c, d) : e; a = b ? function () { } : g; a = (b ? c : d) ? (e) : (f); a ? (b ? (c) : d => e) : f; a ? b : (c) : d => e;
