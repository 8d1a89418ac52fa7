export default a as B;
