import { Chart } from 'cdk8s';
import { testApp } from '../../support/synth';

/** Where references of cdk8s-plus stand that values are made of. */
export const app = new Chart(testApp(), 'references');
