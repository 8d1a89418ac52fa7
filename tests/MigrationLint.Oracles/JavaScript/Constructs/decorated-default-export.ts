@dec() export default class A {}
