/** The directory: people, their one department, the bot itself. What the app has no scope for is simply absent. */
import { departmentIdOf, openIdOf } from '../ids.ts';
import { listOf } from '../json.ts';
import type { SettingsBox } from '../settings.ts';
import type { Person, World } from '../world.ts';
import { type ApiRequest, ok, type Reply, type Route, refuse } from './reply.ts';

const DEPARTMENT = '综合管理部';
const BATCH = 10;

export function contactRoutes(world: World, settings: SettingsBox, botName: string): Route[] {
  const departmentId = departmentIdOf(DEPARTMENT);

  function describe(person: Person): Record<string, unknown> {
    const { name, departments } = settings.get().scopes;
    return {
      open_id: person.openId,
      union_id: person.unionId,
      ...(name ? { name: person.name, en_name: '' } : {}),
      ...(departments ? { department_ids: [departmentId] } : {}),
    };
  }

  function user(request: ApiRequest): Reply {
    const person = world.people.get(request.param('user_id'));
    return person ? ok({ user: describe(person) }) : refuse(41012, 'user id invalid error');
  }

  function users(request: ApiRequest): Reply {
    const wanted = listOf(request.body, 'user_ids').filter((id): id is string => typeof id === 'string');
    if (wanted.length < 1 || wanted.length > BATCH) return refuse(99992402, 'user_ids must hold 1 to 10 ids');
    const found = wanted.flatMap((id) => world.people.get(id) ?? []);
    const withName = settings.get().scopes.name;
    return ok({
      users: found.map(({ openId, name }) => ({ user_id: openId, ...(withName ? { name } : {}) })),
    });
  }

  function department(request: ApiRequest): Reply {
    if (!settings.get().scopes.departments) {
      return refuse(
        99991672,
        'Access denied. One of the following scopes is required: [contact:department.base:readonly]',
      );
    }
    if (request.param('department_id') !== departmentId) return refuse(43007, 'department not found');
    return ok({
      department: { name: DEPARTMENT, open_department_id: departmentId, parent_department_id: '0' },
    });
  }

  return [
    { method: 'GET', path: '/open-apis/contact/v3/users/:user_id', handle: user },
    { method: 'POST', path: '/open-apis/contact/v3/users/basic_batch', handle: users },
    { method: 'GET', path: '/open-apis/contact/v3/departments/:department_id', handle: department },
    {
      method: 'GET',
      path: '/open-apis/bot/v3/info',
      handle: () => ({
        status: 200,
        body: {
          code: 0,
          msg: 'ok',
          bot: {
            activate_status: 2,
            app_name: botName,
            avatar_url: '',
            ip_white_list: [],
            open_id: openIdOf(botName),
          },
        },
      }),
    },
  ];
}
