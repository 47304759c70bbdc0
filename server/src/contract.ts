/** The wire contract, by the one path that leads out of this package. */
export * from '../../src/contract';
