export default <T>(x: T) => x; 
