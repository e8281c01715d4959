import type { Construct } from 'constructs';
import { ModelApi } from './model-api';
import type { ModelApiProps } from './model-api-props';
import { checkCall } from '../core';

/**
 * The iris classifier behind FastAPI: a `ModelApi` with the names and settings
 * that its image expects.
 *
 * With the id `iris-api` it makes Deployment `iris-api` (port 8000, `/health`),
 * Service `iris-api-service`, ConfigMap `iris-api-config` (ENVIRONMENT,
 * MODEL_DIR, LOG_LEVEL), HorizontalPodAutoscaler `iris-api-hpa`, and reads Secret
 * `iris-api-secrets` (API_KEY, and MLFLOW_TRACKING_URI with a tracking server).
 *
 * @example
 * new IrisApi(mlops, 'iris-api', { image: 'acme/iris-api:1.4.2', tracking });
 */
export class IrisApi extends ModelApi {
  constructor(scope: Construct, id: string, props: ModelApiProps) {
    checkCall('new IrisApi', [scope, id, props]);
    // Its image reads the address from the Secret.
    const uri = props.tracking?.bindTracking(scope).uri ?? '';
    super(scope, id, {
      ...props,
      metricsPath: props.metricsPath ?? '/metrics',
      config: { ENVIRONMENT: 'production', MODEL_DIR: '/models', LOG_LEVEL: 'INFO', ...props.config },
      secretKeys: {
        API_KEY: 'the key that clients send as X-API-Key, e.g. from: openssl rand -hex 32',
        ...uri !== '' && { MLFLOW_TRACKING_URI: `where MLflow is: ${uri}` },
        ...props.secretKeys,
      },
    });
  }
}
