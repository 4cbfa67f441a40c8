// Written by `npm run db:types` from the migrated database. Do not edit.
import type { ColumnType } from "kysely";

type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** Read as parsed JSON, written as text. */
type Json = ColumnType<unknown, string, string>;


export type AgentRole = "admin" | "agent" | "operator";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type Channel = "api" | "chat" | "email" | "phone" | "portal";

export type ClosedReason = "agent" | "confirmed" | "discarded" | "expired" | "merged";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type GroupRight = "change" | "create" | "full" | "read";

export type InteractionKind = "call" | "chat" | "email" | "note" | "portal";

export type Priority = "high" | "immediate" | "low" | "normal";

export type Side = "agent" | "customer" | "third_party";

export type TicketStatus = "closed" | "completed" | "customer_action" | "in_progress" | "pending" | "third_party_action";

export interface AccessLinks {
  agent_id: number;
  created_at: Timestamp;
  created_by: number | null;
  expires_at: Timestamp;
  id: Generated<number>;
  kind: string;
  revoked_at: Timestamp | null;
  token_hash: Buffer;
  used_at: Timestamp | null;
}

export interface Activities {
  callback: Generated<boolean>;
  created_at: Timestamp;
  customer_id: number | null;
  done_at: Timestamp | null;
  due_at: Timestamp;
  id: Generated<number>;
  kind: string;
  owner_id: number | null;
  result: string | null;
  rung_at: Timestamp | null;
  ticket_id: number | null;
  title: string;
  version: Generated<number>;
}

export interface Agents {
  active: Generated<boolean>;
  created_at: Generated<Timestamp>;
  email: string;
  enrol_by: Timestamp | null;
  id: Generated<number>;
  language: Generated<string>;
  name: string;
  only_provider: Generated<boolean>;
  password_hash: string | null;
  role: Generated<AgentRole>;
  version: Generated<number>;
  zone: string | null;
}

export interface Alerts {
  agent_id: number;
  at: Timestamp;
  detail: Generated<Json>;
  id: Generated<number>;
  kind: string;
  read_at: Timestamp | null;
  ticket_id: number | null;
}

export interface Answers {
  question_id: number;
  ticket_id: number;
  value: string;
}

export interface Attachments {
  content_id: string | null;
  file_id: number;
  id: Generated<number>;
  interaction_id: number;
  ticket_id: number;
}

export interface Availability {
  agent_id: number;
  available: boolean;
  since: Timestamp;
}

export interface BulkItems {
  place: number;
  run_id: number;
  state: Generated<string>;
  ticket_id: number;
  why: string | null;
}

export interface BulkRuns {
  act: Json;
  agent_id: number;
  created_at: Timestamp;
  finished_at: Timestamp | null;
  id: Generated<number>;
  leased_until: Timestamp;
  total: number;
}

export interface Calendars {
  exceptions: Generated<Json>;
  holidays: Generated<Json>;
  hours: Json;
  id: Generated<number>;
  name: string;
  version: Generated<number>;
  zone: string;
}

export interface CallNotes {
  call_id: number;
  form: Generated<Json>;
  notes: Generated<string>;
  updated_at: Timestamp;
  version: Generated<number>;
}

export interface Calls {
  agent_id: number | null;
  callback_at: Timestamp | null;
  callback_rung_at: Timestamp | null;
  customer_id: number | null;
  direction: string;
  e164: string | null;
  group_id: number | null;
  id: Generated<number>;
  notes: string | null;
  number: string | null;
  objectives: Generated<string[]>;
  outcome: string | null;
  result: string;
  seconds: number | null;
  started_at: Timestamp;
  ticket_id: number | null;
  under_way: Generated<boolean>;
}

export interface CallScripts {
  closing: string;
  greeting: string;
  group_id: number | null;
  id: Generated<number>;
  language: string;
}

export interface Categories {
  active: Generated<boolean>;
  id: Generated<number>;
  name: string;
  parent_id: number | null;
  position: Generated<number>;
}

export interface Challenges {
  agent_id: number | null;
  detail: Json;
  expires_at: Timestamp;
  kind: string;
  session_id: number | null;
  token_hash: Buffer;
}

export interface Changes {
  actor_id: number | null;
  actor_kind: string;
  at: Timestamp;
  customer_id: number | null;
  diff: Json | null;
  digest: Buffer;
  fact_id: number | null;
  id: Generated<number>;
  op: string;
  request: string | null;
  row_id: string;
  salt: Buffer | null;
  source: string;
  tbl: string;
  ticket_id: number | null;
  xid: Generated<string>;
}

export interface CustomerAnswers {
  customer_id: number | null;
  id: Generated<number>;
  organization_id: number | null;
  question_id: number;
  value: string;
}

export interface CustomerEmails {
  active: Generated<boolean>;
  address: string;
  customer_id: number;
  failing_since: Timestamp | null;
  failure: string | null;
  id: Generated<number>;
  position: number;
}

export interface CustomerMerges {
  agent_id: number | null;
  at: Timestamp;
  /**
   * {column: value}: what the target took from the source. answers: {questionId: value}.
   */
  filled: Generated<Json>;
  id: Generated<number>;
  kind: string;
  /**
   * [{table, column, ids}]: rows whose column named the source and now names the target.
   */
  moved: Generated<Json>;
  /**
   * {column: value}: what stood there before, where it was not empty. answers: {questionId: value}.
   */
  replaced: Generated<Json>;
  source_id: number;
  target_id: number;
  undone_at: Timestamp | null;
}

export interface CustomerPhones {
  country: string | null;
  customer_id: number;
  digits: string;
  e164: string | null;
  extension: string | null;
  id: Generated<number>;
  kind: string;
  number: string;
  position: number;
  reason: string | null;
  valid: string;
}

export interface Customers {
  active: Generated<boolean>;
  address: Generated<string>;
  country: string | null;
  created_at: Generated<Timestamp>;
  id: Generated<number>;
  language: string | null;
  merged_into_id: number | null;
  name: string;
  name_words: string[];
  notes: Generated<string>;
  organization_id: number | null;
  possible_duplicate_of: number | null;
  tags: Generated<string[]>;
  tax_id: string | null;
  tax_key: Generated<string | null>;
  to_compare: Generated<boolean>;
  version: Generated<number>;
  zone: string | null;
}

export interface CustomerWords {
  word: string;
}

export interface Deliveries {
  at: Timestamp;
  bounce: string | null;
  detail: string | null;
  outgoing_id: number;
  recipient: string;
  role: string;
  state: Generated<string>;
}

export interface Drafts {
  agent_id: number;
  body: Json;
  place: string;
  updated_at: Timestamp;
  version: Generated<number>;
  writer: string | null;
}

export interface Facts {
  actor_id: number | null;
  actor_kind: string;
  at: Timestamp;
  customer_id: number | null;
  detail: Json;
  id: Generated<number>;
  request: string | null;
  source: string;
  ticket_id: number | null;
  type: string;
  xid: Generated<string>;
}

export interface Files {
  content_type: string | null;
  created_at: Timestamp;
  created_by: number | null;
  id: Generated<number>;
  name: string;
  sha256: string;
  size: number;
  storage: string;
  token: string;
  type: string;
}

export interface Groups {
  active: Generated<boolean>;
  agents_close: Generated<boolean>;
  auto_close_days: Generated<number | null>;
  call_record_only: Generated<boolean>;
  created_at: Generated<Timestamp>;
  follow_up_days: Generated<number>;
  id: Generated<number>;
  is_default: Generated<boolean>;
  name: string;
  needs_verification: Generated<boolean>;
  review_minutes: Generated<number>;
  tells_closed: Generated<boolean>;
  tells_solved: Generated<boolean>;
  thanks_reopens: Generated<boolean>;
  triage: Generated<boolean>;
  version: Generated<number>;
}

export interface Idempotency {
  actor: string;
  at: Timestamp;
  body_hash: Buffer;
  key: string;
  reply: string | null;
  route: string;
  status: number | null;
}

export interface Identities {
  agent_id: number;
  email: string | null;
  id: Generated<number>;
  linked_at: Timestamp;
  provider_id: number;
  subject: string;
  used_at: Timestamp | null;
}

export interface ImportRows {
  cells: Json;
  customer_id: number | null;
  done: Generated<boolean>;
  import_id: number;
  keys: Generated<string[]>;
  number: number;
  reason: string | null;
  verdict: string | null;
  warnings: Generated<Json>;
}

export interface Imports {
  agent_id: number;
  checked_at: Timestamp | null;
  country: string;
  created_at: Timestamp;
  file_name: string;
  finished_at: Timestamp | null;
  format: string;
  headers: Json;
  id: Generated<number>;
  mapping: Json;
  state: string;
  total: number;
}

export interface Interactions {
  at: Timestamp;
  author_id: number | null;
  author_kind: string;
  auto_reply: Generated<boolean>;
  automatic: Generated<boolean>;
  bcc: Generated<Json>;
  call_id: number | null;
  cc: Generated<Json>;
  direction: string;
  from_address: string | null;
  from_name: string | null;
  html: string | null;
  id: Generated<number>;
  internal: boolean;
  kind: InteractionKind;
  moved_from_id: number | null;
  party: string;
  party_id: number | null;
  reply_to_id: number | null;
  subject: string | null;
  text: string;
  ticket_id: number;
  to: Generated<Json>;
  visible_text: string;
}

export interface LibraryFiles {
  added_at: Timestamp;
  added_by: number;
  file_id: number;
  group_id: number | null;
  id: Generated<number>;
  title: string;
}

export interface LiveEvents {
  agent_id: number | null;
  at: Timestamp;
  group_ids: Generated<ArrayType<number>>;
  id: Generated<number>;
  ticket_id: number | null;
  topic: string;
  xid: Generated<string>;
}

export interface Logos {
  bytes: Buffer;
  id: Generated<number>;
  sha256: string;
  type: string;
}

export interface MailboxAddresses {
  address: string | null;
  former: boolean | null;
  mailbox_id: number | null;
}

export interface Mailboxes {
  active: Generated<boolean>;
  address: string;
  confirms: Generated<boolean>;
  created_at: Generated<Timestamp>;
  /**
   * Under which mail came or left, the last one at the end.
   */
  former_addresses: Generated<string[]>;
  group_id: number;
  id: Generated<number>;
  /**
   * How it is fetched: {host, port, security: tls|starttls|none, user, folder, auth: password|oauth2}; null: handed over by POST, SMTP or LMTP. Secrets stand in secrets as mailbox:ID:incoming and mailbox:ID:outgoing.
   */
  incoming: Json | null;
  is_default: Generated<boolean>;
  language: Generated<string>;
  name: string;
  outgoing: Json | null;
  plus_addressing: Generated<boolean>;
  sending_trouble: string | null;
  sending_trouble_since: Timestamp | null;
  signature: Generated<string>;
  /**
   * The authserv-id whose Authentication-Results are believed; without one they are worked out here.
   */
  trusted_server: string | null;
  version: Generated<number>;
}

export interface MailboxOauth {
  client_id: string;
  connected_at: Timestamp;
  expires_at: Timestamp;
  /**
   * Who may be shown the token: user@host:port/security of each way when its owner was asked (mailboxes.ts).
   */
  homes: string[];
  issuer: string;
  mailbox_id: number;
  /**
   * Somebody is asking for a new token, and is given up by then. It is also the fence: who finds another value writes nothing.
   */
  renewing_until: Timestamp | null;
  scope: string;
}

export interface MailboxWatches {
  compared: number | null;
  compared_at: Timestamp | null;
  contact_at: Timestamp | null;
  detail: string | null;
  failures: Generated<number>;
  fault: string | null;
  /**
   * Grows with every holder: who holds an older number has been succeeded and may write nothing more.
   */
  fence: Generated<number>;
  holder: string | null;
  lease_until: Timestamp | null;
  mailbox_id: number;
  missing: number | null;
  /**
   * UIDs up to here were in the folder when we first looked: judged by when they arrived. What has a higher one came, or was moved in, later.
   */
  old_up_to: Generated<number>;
  /**
   * Grows when the mailbox leads to another server, user or folder, whose UIDVALIDITY may be the same by chance.
   */
  place: Generated<number>;
  since: Timestamp;
  started_at: Timestamp;
  state: Generated<string>;
  /**
   * Admins have been told that it fails, and are owed word when it works again.
   */
  told: Generated<boolean>;
  try_at: Timestamp | null;
  uid_validity: number | null;
  /**
   * Every wanted mail up to this UID stands in the ledger.
   */
  up_to: Generated<number>;
}

export interface MailMessages {
  authentication: Generated<Json>;
  bounce: string | null;
  doubted: Generated<boolean>;
  failed_recipients: Generated<string[]>;
  id: Generated<number>;
  in_reply_to: string | null;
  interaction_id: number;
  mail_id: number | null;
  mailbox_id: number | null;
  message_id: string | null;
  reply_asked: string | null;
  reply_to: Generated<string[]>;
  sent_at: Timestamp | null;
  thread: Generated<string[]>;
  ticket_id: number;
  verified: boolean | null;
}

export interface MailNotices {
  decided_at: Timestamp | null;
  due_at: Timestamp;
  id: Generated<number>;
  interaction_id: number | null;
  kind: string;
  outcome: string | null;
  ticket_id: number;
}

export interface Mails {
  attempts: Generated<number>;
  content_sha256: Buffer | null;
  decided_at: Timestamp | null;
  detail: Generated<Json>;
  forced: Generated<boolean>;
  from_address: string | null;
  id: Generated<number>;
  interaction_id: number | null;
  mailbox_id: number;
  message_id: string | null;
  outcome: string | null;
  proven: Generated<boolean>;
  raw: Buffer | null;
  reason: string | null;
  received_at: Timestamp;
  sha256: Buffer;
  size: number;
  source: string;
  storage: string | null;
  subject: string | null;
  ticket_id: number | null;
  try_at: Timestamp | null;
}

export interface MailSightings {
  described: string | null;
  mail_id: number;
  mailbox_id: number;
  uid: number;
  uid_validity: number;
}

export interface MailTemplates {
  broken: string | null;
  html: string;
  id: Generated<number>;
  kind: string;
  language: string;
  subject: string;
  updated_at: Timestamp;
}

export interface Memberships {
  agent_id: number;
  group_id: number;
  right: GroupRight;
}

export interface Migrations {
  at: Generated<Timestamp>;
  checksum: string;
  name: string;
}

export interface Mutes {
  agent_id: number;
  ticket_id: number;
}

export interface Organizations {
  address: Generated<string>;
  country: string | null;
  created_at: Generated<Timestamp>;
  id: Generated<number>;
  language: string | null;
  merged_into_id: number | null;
  name: string;
  name_words: Generated<string[]>;
  notes: Generated<string>;
  tags: Generated<string[]>;
  tax_id: string | null;
  tax_key: Generated<string | null>;
  version: Generated<number>;
  zone: string | null;
}

export interface OutgoingMails {
  attempts: Generated<number>;
  below_html: Generated<string>;
  below_text: Generated<string>;
  created_at: Timestamp;
  detail: string | null;
  handed_over: Generated<boolean>;
  id: Generated<number>;
  in_doubt: Generated<boolean>;
  interaction_id: number | null;
  kind: string;
  mailbox_id: number;
  message_id: string;
  quoted_id: number | null;
  reply_token: string;
  sent_at: Timestamp | null;
  state: Generated<string>;
  test: Json | null;
  ticket_id: number | null;
  try_at: Timestamp | null;
}

export interface Parties {
  active: Generated<boolean>;
  agent_id: number | null;
  awaited: Generated<boolean>;
  chase_at: Timestamp | null;
  customer_id: number | null;
  email: string | null;
  function: Generated<string>;
  id: Generated<number>;
  name: string;
  phone: string | null;
  role: string;
  since: Timestamp;
  ticket_id: number;
}

export interface Passkeys {
  agent_id: number;
  counter: number;
  created_at: Timestamp;
  credential_id: string;
  id: Generated<number>;
  name: string;
  public_key: Buffer;
  transports: Generated<string[]>;
  used_at: Timestamp | null;
}

export interface Policies {
  calendar_id: number;
  id: Generated<number>;
  is_default: Generated<boolean>;
  name: string;
  pause_on_third_party: Generated<boolean>;
  version: Generated<number>;
}

export interface PolicyTargets {
  amount: number;
  kind: string;
  policy_id: number;
  priority: Priority;
  unit: string;
}

export interface PossibleDuplicates {
  one_id: number;
  other_id: number;
  reasons: string[];
  told_apart_at: Timestamp | null;
  told_apart_by: number | null;
}

export interface Preferences {
  agent_id: number;
  settings: Generated<Json>;
  updated_at: Timestamp;
}

export interface Presence {
  agent_id: number;
  seen_at: Timestamp;
  state: string;
  tab: string;
  ticket_id: number;
}

export interface Providers {
  active: Generated<boolean>;
  client_id: string;
  created_at: Timestamp;
  creates: Generated<boolean>;
  domains: Generated<string[]>;
  id: Generated<number>;
  issuer: string;
  name: string;
}

export interface Questions {
  about: Generated<string>;
  active: Generated<boolean>;
  category_id: number | null;
  choices: Generated<Json>;
  id: Generated<number>;
  kind: string;
  needed_for: string;
  position: Generated<number>;
  text: Json;
}

export interface RecoveryCodes {
  agent_id: number;
  code_hash: Buffer;
  id: Generated<number>;
  used_at: Timestamp | null;
}

export interface Relations {
  at: Timestamp;
  id: Generated<number>;
  kind: string;
  other_id: number;
  ticket_id: number;
}

export interface Restored {
  made_at: Timestamp;
  version: string;
}

export interface Seals {
  at: Timestamp;
  count: number;
  first_id: number;
  first_xid: string;
  hash: Buffer;
  id: Generated<number>;
  last_id: number;
  last_xid: string;
  mac: Buffer;
  prev: Buffer;
  tbl: string;
}

export interface SearchEntries {
  id: Generated<number>;
  quarter: Generated<number | null>;
  sixteen: Generated<number | null>;
  source: string;
  thousand: Generated<number | null>;
  ticket_id: number;
  words: string;
}

export interface SearchRewrites {
  below: number;
}

export interface Secrets {
  id: string;
  sealed: Buffer;
  updated_at: Generated<Timestamp>;
}

export interface Sessions {
  address: string | null;
  agent_id: number;
  confirmed_at: Generated<Timestamp>;
  created_at: Timestamp;
  device: string | null;
  expires_at: Timestamp;
  id: Generated<number>;
  method: Generated<string>;
  seen_at: Timestamp;
  token_hash: Buffer;
}

export interface Settings {
  id: string;
  updated_at: Generated<Timestamp>;
  value: Json;
}

export interface Statuses {
  active: Generated<boolean>;
  fixed: Generated<boolean>;
  id: Generated<number>;
  name: string;
  own_name: Generated<boolean>;
  position: Generated<number>;
  status: TicketStatus;
}

export interface StatusRows {
  from: Timestamp;
  seq: number;
  side: Side | null;
  status: TicketStatus;
  status_id: number;
  ticket_id: number;
}

export interface Targets {
  basis: Json;
  due_at: Timestamp | null;
  kind: string;
  met_at: Timestamp | null;
  on_hold: Generated<boolean>;
  ticket_id: number;
}

export interface Throttles {
  expires_at: Timestamp;
  hits: number;
  key: string;
}

export interface Tickets {
  accepted_at: Timestamp | null;
  alarm_level: Generated<number>;
  alarmed_due_at: Timestamp | null;
  callback_at: Timestamp | null;
  category_id: number | null;
  cause: string | null;
  channel: Channel;
  closed_at: Timestamp | null;
  closed_reason: ClosedReason | null;
  contact_tried_at: Timestamp | null;
  created_at: Timestamp;
  customer_id: number;
  customer_told_at: Timestamp | null;
  description: string;
  discard_reason: string | null;
  estimate_on_hold: Generated<boolean>;
  estimated_at: Timestamp | null;
  external_number: string | null;
  first_response_at: Timestamp | null;
  group_id: number;
  id: Generated<number>;
  last_interaction_at: Timestamp | null;
  merged_into_id: number | null;
  new_interaction: Generated<boolean>;
  next_due_at: Timestamp | null;
  next_kind: string | null;
  next_who: string | null;
  organization_id: number | null;
  owner_id: number | null;
  priority: Priority;
  promised_at: Timestamp | null;
  reach: number | null;
  reopen_count: Generated<number>;
  reporter_id: number | null;
  resolved_at: Timestamp | null;
  severity: number | null;
  snoozed_until: Timestamp | null;
  solution: string | null;
  solution_stands: Generated<boolean>;
  status: Generated<TicketStatus>;
  status_id: Generated<number>;
  subject: string;
  summary: Generated<string>;
  sweep_at: Timestamp | null;
  tags: Generated<string[]>;
  updated_at: Timestamp;
  verification: string | null;
  version: Generated<number>;
  worked_at: Timestamp;
}

export interface TicketTags {
  group_id: number;
  tag: string;
  ticket_id: number;
}

export interface Tokens {
  agent_id: number;
  created_at: Timestamp;
  expires_at: Timestamp | null;
  id: Generated<number>;
  name: string;
  revoked_at: Timestamp | null;
  scopes: string[];
  token_hash: Buffer;
}

export interface Totps {
  agent_id: number;
  confirmed_at: Timestamp | null;
  created_at: Timestamp;
  id: Generated<number>;
  last_step: number | null;
}

export interface UnkeptMails {
  detail: string;
  failures: number;
  mailbox_id: number;
  /**
   * Admins were told of the mailbox then; once a day is enough, however many there are.
   */
  told_at: Timestamp | null;
  try_at: Timestamp;
  uid: number;
  uid_validity: number;
}

export interface Views {
  active: Generated<boolean>;
  columns: Generated<string[]>;
  created_at: Timestamp;
  group_id: number | null;
  id: Generated<number>;
  name: string;
  owner_id: number;
  question: Json;
  version: Generated<number>;
}

export interface DB {
  access_links: AccessLinks;
  activities: Activities;
  agents: Agents;
  alerts: Alerts;
  answers: Answers;
  attachments: Attachments;
  availability: Availability;
  bulk_items: BulkItems;
  bulk_runs: BulkRuns;
  calendars: Calendars;
  call_notes: CallNotes;
  call_scripts: CallScripts;
  calls: Calls;
  categories: Categories;
  challenges: Challenges;
  changes: Changes;
  customer_answers: CustomerAnswers;
  customer_emails: CustomerEmails;
  customer_merges: CustomerMerges;
  customer_phones: CustomerPhones;
  customer_words: CustomerWords;
  customers: Customers;
  deliveries: Deliveries;
  drafts: Drafts;
  facts: Facts;
  files: Files;
  groups: Groups;
  idempotency: Idempotency;
  identities: Identities;
  import_rows: ImportRows;
  imports: Imports;
  interactions: Interactions;
  library_files: LibraryFiles;
  live_events: LiveEvents;
  logos: Logos;
  mail_messages: MailMessages;
  mail_notices: MailNotices;
  mail_sightings: MailSightings;
  mail_templates: MailTemplates;
  mailbox_addresses: MailboxAddresses;
  mailbox_oauth: MailboxOauth;
  mailbox_watches: MailboxWatches;
  mailboxes: Mailboxes;
  mails: Mails;
  memberships: Memberships;
  migrations: Migrations;
  mutes: Mutes;
  organizations: Organizations;
  outgoing_mails: OutgoingMails;
  parties: Parties;
  passkeys: Passkeys;
  policies: Policies;
  policy_targets: PolicyTargets;
  possible_duplicates: PossibleDuplicates;
  preferences: Preferences;
  presence: Presence;
  providers: Providers;
  questions: Questions;
  recovery_codes: RecoveryCodes;
  relations: Relations;
  restored: Restored;
  seals: Seals;
  search_entries: SearchEntries;
  search_rewrites: SearchRewrites;
  secrets: Secrets;
  sessions: Sessions;
  settings: Settings;
  status_rows: StatusRows;
  statuses: Statuses;
  targets: Targets;
  throttles: Throttles;
  ticket_tags: TicketTags;
  tickets: Tickets;
  tokens: Tokens;
  totps: Totps;
  unkept_mails: UnkeptMails;
  views: Views;
}
