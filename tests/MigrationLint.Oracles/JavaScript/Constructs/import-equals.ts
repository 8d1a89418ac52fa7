import x = require('y');
import type z = require('z');
import a = A.B.C;
export import b = A.B;
export = x;
export as namespace Foo;

