@dec export class A {}
