-- Templates of mails, call scripts and mailboxes connected by OAuth are settings too: their changes are read with the others'.

drop index changes_of_settings;
create index changes_of_settings on changes (id desc) where tbl in ('settings', 'agents', 'groups', 'memberships', 'tokens', 'access_links',
  'totps', 'recovery_codes', 'passkeys', 'providers', 'identities', 'statuses', 'categories', 'questions', 'calendars', 'policies',
  'policy_targets', 'secrets', 'mailboxes', 'logos', 'mail_templates', 'call_scripts', 'mailbox_oauth');
