export @dec class B {}
