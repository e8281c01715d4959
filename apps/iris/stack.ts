import type { App } from 'cdk8s';
import { ImagePullPolicy } from 'cdk8s-plus-28';
import type { ITracking } from 'cdk8s-mlops';
import { IrisApi, MlflowServer, Stack } from 'cdk8s-mlops';

/** The API and, unless models come from elsewhere, its MLflow server. */
export function irisStack(app: App, tracking?: ITracking, image = 'ghcr.io/acme/iris-api:1.0.0', local = false): void {
  const mlops = new Stack(app, 'mlops');
  new IrisApi(mlops, 'iris-api', {
    image, imagePullPolicy: local ? ImagePullPolicy.IF_NOT_PRESENT : ImagePullPolicy.ALWAYS,
    livenessPath: '/live',
    host: 'iris.example.com',
    tracking: tracking ?? new MlflowServer(mlops, 'mlflow-server'),
  });
}
