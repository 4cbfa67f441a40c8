import { sql } from 'kysely'
import { alertAdmins } from '../../alerts/alerts.ts'
import type { AsDesk } from '../../context.ts'
import type { Desk } from '../../transaction.ts'
import { detailOf } from './fetching.rules.ts'

/** A folder under its present numbering (numberingOf). */
export type Place = { mailboxId: number; numbering: number }

/** Seconds until it is asked for again, after so many failures in a row; the last for all that follow. */
const PAUSES = [30, 120, 600, 3600, 21_600]
/** Like leases, by the true clock. */
const NOW = sql`clock_timestamp()`

/** E1: mails that failed before, by UID; whether it is time to ask again. */
export async function unkeptMails({ db }: Desk, { mailboxId, numbering }: Place): Promise<Map<number, boolean>> {
  const { rows } = await sql<{ uid: number; due: boolean }>`select uid, try_at <= ${NOW} as due from unkept_mails
    where mailbox_id = ${mailboxId} and uid_validity = ${numbering}`.execute(db)
  return new Map(rows.map(({ uid, due }) => [uid, due]))
}

/** They stay unread in their mailbox; admins are told, once a day. */
export async function noteUnkept(asDesk: AsDesk, { mailboxId, numbering }: Place, uids: number[], error: unknown) {
  if (!uids.length) return
  await asDesk(async (ctx) => {
    await sql`insert into unkept_mails (mailbox_id, uid_validity, uid, failures, try_at, detail)
      select ${mailboxId}, ${numbering}, uid, 1, ${NOW} + make_interval(secs => ${PAUSES[0]}), ${detailOf(error)} from unnest(${uids}::bigint[]) uid
      on conflict (mailbox_id, uid_validity, uid) do update set failures = unkept_mails.failures + 1, detail = excluded.detail,
        try_at = ${NOW} + make_interval(secs => (${PAUSES}::int[])[least(unkept_mails.failures + 1, ${PAUSES.length})])`.execute(
      ctx.db,
    )
    const { numAffectedRows } =
      await sql`update unkept_mails set told_at = ${ctx.now} where mailbox_id = ${mailboxId} and uid_validity = ${numbering} and uid = ${uids[0]}
        and not exists (select from unkept_mails t where t.mailbox_id = ${mailboxId} and t.told_at > ${ctx.now}::timestamptz - interval '1 day')`.execute(
        ctx.db,
      )
    if (!numAffectedRows) return
    const { address } = await ctx.db
      .selectFrom('mailboxes')
      .select('address')
      .where('id', '=', mailboxId)
      .executeTakeFirstOrThrow()
    await alertAdmins(ctx, { kind: 'mail_unkept', detail: { address } })
  })
}

/** They are kept by now, or no longer in the folder; so is whatever had a number of an older numbering. */
export async function forgetUnkept({ db }: Desk, { mailboxId, numbering }: Place, uids: number[]) {
  await sql`delete from unkept_mails
    where mailbox_id = ${mailboxId} and (uid_validity <> ${numbering} or uid = any(${uids}::bigint[]))`.execute(db)
}
