/** A TypeScript type in the making. */
export type Type =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'array' | 'map' | 'nullable'; readonly of: Type }
  | { readonly is: 'shape'; readonly shape: Shape };

export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
}

/** The body of an interface; equal ones are one object. */
export interface Shape {
  readonly id: number;
  /** A type of `kubernetes-types` that this one extends, without the properties named in `omit`. */
  readonly base?: string;
  readonly omit: readonly string[];
  /** Says all properties itself: `base` only tells what it is like. */
  readonly flat?: boolean;
  /** Takes any other property too. */
  readonly open: boolean;
  readonly properties: readonly Property[];
}

export function text(value: string): Type {
  return { is: 'text', text: value };
}

export const UNKNOWN = text('unknown');

/** Tells types apart that read differently, and only those. */
export function keyOf(type: Type): string {
  switch (type.is) {
    case 'text': return type.text;
    case 'shape': return `#${type.shape.id}`;
    default: return `${type.is}<${keyOf(type.of)}>`;
  }
}

export class Shapes {
  private readonly known = new Map<string, Shape>();

  intern(shape: Omit<Shape, 'id'>): Type {
    const properties = shape.properties.map(({ name, type, optional }) => [name, optional, keyOf(type)]);
    const key = JSON.stringify([shape.base, shape.omit, shape.flat, shape.open, properties]);
    let known = this.known.get(key);
    if (!known) this.known.set(key, known = { ...shape, id: this.known.size });
    return { is: 'shape', shape: known };
  }
}
