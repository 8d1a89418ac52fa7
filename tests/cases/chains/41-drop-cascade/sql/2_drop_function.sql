drop function a.f(int) cascade;
