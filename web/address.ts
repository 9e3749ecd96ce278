import { Router, type RequestHandler } from 'express';
import { Problem } from '../http/problem.ts';
import { readForm } from './read-form.ts';

type Served<Params> = {
  get: RequestHandler<Params>;
  post?: RequestHandler<Params>;
  /** How a form is read before `post`; one that cannot be read is refused, unless said otherwise. */
  read?: RequestHandler<Params>;
};

/** One address of the public pages: what it shows, what its form does, and a clear no to every other method. */
export function address<Params>(path: string, { get, post, read = readForm() }: Served<Params>): Router {
  const router = Router({ strict: true });
  router.get(path, get);
  if (post) router.post(path, read, post);
  router.all(path, only(post ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD']));
  return router;
}

function only(methods: readonly string[]): RequestHandler {
  const allowed = methods.join(', ');
  return () => {
    throw new Problem(405, `Only ${allowed} can be asked here.`, { headers: { Allow: allowed } });
  };
}
