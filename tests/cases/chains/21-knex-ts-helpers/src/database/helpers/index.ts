export * from './columns';
export { onUpdateTrigger as trigger } from './triggers';
