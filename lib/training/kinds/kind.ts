import type { EnvVar, PodTemplateSpec, ResourceRequirements } from 'kubernetes-types/core/v1';
import type { ComputeDefaults, IngressRule, OwnPod, Platform, Problems } from '../../core';
import type { Framework } from '../framework';
import type { TrainingOperator } from '../operator';
import type { RoleProps } from '../role-props';
import type { TrainingJobProps } from '../training-job-props';

/**
 * A part of a job: pods that are all alike.
 * @internal
 */
export interface JobRole {
  /** As the kind writes it: `Master`, `Worker`. */
  readonly type: string;
  /** The prop that describes it: `master`, `worker`. */
  readonly field: string;
  readonly replicas: number;
  readonly props?: RoleProps;
  /** Whether it runs the training code, and so gets the job's devices, resources and command. */
  readonly trains: boolean;
  /** What it gets, where it does not train and is no mere coordinator. */
  readonly compute?: ComputeDefaults;
}

/**
 * A pod as a kind wants it.
 * @internal
 */
export interface RolePod {
  readonly role: JobRole;
  /** Name of the main container. */
  readonly container: string;
  /** What runs, where the role says nothing else; undefined for the job's own, empty for the image's. */
  readonly command?: string[];
  readonly args?: string[];
  /** Variables that the author's replace. */
  readonly env?: EnvVar[];
  /** Fields of the pod. */
  readonly pod?: Partial<OwnPod>;
  /** Ports of the main container by name. */
  readonly ports?: Readonly<Record<string, number>>;
}

/**
 * A job, as the kinds see it that render it.
 * @internal
 */
export interface JobView {
  /** `metadata.name`; a hash may follow it. */
  readonly name: string;
  /** What is added to the name of each run. */
  readonly nameSuffix?: string;
  readonly namespace?: string;
  readonly props: TrainingJobProps;
  readonly framework: Framework;
  readonly operator: TrainingOperator;
  readonly platform: Platform;
  /** Pods that train. */
  readonly workers: number;
  /** Whether the job gets what is safe beyond what was asked for. */
  readonly safe: boolean;
  readonly backoffLimit?: number;
  readonly ttlSeconds?: number;
  readonly deadlineSeconds?: number;
  /** Whether something puts a shell around the main container's command, to read what it prints. */
  readonly inShell?: boolean;
  /** Whether what comes in the place of a placeholder may mean something to a shell. */
  readonly quoted?: (placeholder: string) => boolean;
  /** Processes that one pod starts; undefined where the operator decides. */
  readonly processes?: number;
  /** Renders a pod. */
  pod(pod: RolePod): PodTemplateSpec;
  /** Requests and limits of the main container of a role. */
  resources(role: JobRole): ResourceRequirements;
}

/** Props that only some kinds know what to do with. */
export type KindProp = 'backoffLimit' | 'cleanPodPolicy' | 'completions' | 'deadline' | 'fatalExitCodes' | 'gang' | 'multiKueue' | 'restartPolicy' | 'runtime' | 'suspend' | 'ttlAfterFinished' | 'workers';

/**
 * A kind of Kubernetes object that runs training jobs.
 * @internal
 */
export interface TrainingKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Name of the container that trains. */
  readonly container: string;
  /** Props that this kind has no place for, each with the reason and what to do instead. */
  readonly ignores: { readonly [prop in KindProp]?: string };
  /** Whether the object stays when its pods go: `ttlAfterFinished` is about them alone. */
  readonly stays?: boolean;
  /** Props of the framework whose `replicas` count; the others are there once, or are the workers. */
  readonly counted?: readonly string[];
  /** The same, where the reasons depend on the job. */
  ignoresOf?(job: JobView): TrainingKind['ignores'];
  /** What the operator adds to the pods that Pod Security `restricted` refuses; undefined if nothing. */
  injects?(job: JobView): string | undefined;
  /** The parts of the job. */
  roles(job: JobView): JobRole[];
  spec(job: JobView): unknown;
  /** Labels of the object, beyond the queue's. */
  labels?(job: JobView): Record<string, string>;
  annotations?(job: JobView): Record<string, string>;
  /** Who else must reach the pods, beside the pods themselves. */
  ingress?(job: JobView): IngressRule[];
  check(job: JobView, problems: Problems): void;
  /** The longest name that the operator derives, after the job's own name, and what it is for. */
  longestSuffix(job: JobView): readonly [suffix: string, what: string];
  /** The prop behind a path of the manifest, where it has one. */
  fieldOf?(path: string, job: JobView): string | undefined;
}
