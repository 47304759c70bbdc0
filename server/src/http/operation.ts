/** One operation of the API as data: where it is, who may use it, what it takes and answers. Served and documented from the same words. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Access, Scope } from '../access/access';
import type { ProblemCode } from '../errors';

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** `public`: also without a key. */
export type Permission = Scope | 'public';

export interface AnswerDescription {
  readonly description: string;
  /** Absent when there is no body. */
  readonly schema?: z.ZodType;
  /** Content type of the body, or those it can have; JSON unless given. */
  readonly type?: string | readonly string[];
  /** Name → what it says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body that is read as JSON; other bodies are the handler's own business (`raw`). */
export interface BodyDescription<B> {
  readonly schema: z.ZodType<B>;
  /** Accepted content types; `application/json` unless given. */
  readonly types?: readonly string[];
}

export interface RawBodyDescription {
  readonly types: readonly string[];
  readonly description: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** None of those that every answer has (`security-headers.ts`). */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler is given, parsed. */
export interface Call<P, Q, B> {
  /** Throws `unauthenticated` where nobody is known to ask, which only happens to a `public` operation. */
  readonly access: Access;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: Request;
  readonly response: Response;
}

export interface OperationDescription<P, Q, B> {
  /** Unique, e.g. `getTask`. */
  readonly id: string;
  readonly method: Method;
  /** As OpenAPI writes it: `/tasks/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  /** Request headers that mean something here: name → what it does. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyDescription<B>;
  readonly rawBody?: RawBodyDescription;
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** Besides those that every operation can answer (see `http/openapi.ts`). */
  readonly problems?: readonly ProblemCode[];
  /** @returns the answer, or nothing when the handler has answered by itself */
  readonly handle: (call: Call<P, Q, B>) => Promise<Answer | void> | Answer | void;
}

/** An operation whose types were checked where it was defined. */
export type Operation = OperationDescription<unknown, unknown, unknown>;

/** Keeps the types of one operation together, and forgets them so that operations can stand in one list. */
export function operation<P = unknown, Q = unknown, B = unknown>(
  description: OperationDescription<P, Q, B>,
): Operation {
  return description as unknown as Operation;
}

/** @returns a 200 answer */
export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers };
}
