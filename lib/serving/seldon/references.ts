/** A model of Seldon Core 2. */
export interface ISeldonModel {
  /** Name of the Model. */
  readonly modelName: string;
}

/** A pipeline of Seldon Core 2. */
export interface ISeldonPipeline {
  /** Name of the Pipeline. */
  readonly pipelineName: string;
}

/** A server of Seldon Core 2. */
export interface ISeldonServer {
  /** Name of the Server. */
  readonly serverName: string;
}
