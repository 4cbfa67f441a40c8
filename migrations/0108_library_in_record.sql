-- What agents attach to customers' mails is a setting too: what a lead adds or takes away is read with the others' changes.

drop index changes_of_settings;
create index changes_of_settings on changes (id desc) where tbl in ('settings', 'agents', 'groups', 'memberships', 'tokens', 'access_links',
  'totps', 'recovery_codes', 'passkeys', 'providers', 'identities', 'statuses', 'categories', 'questions', 'calendars', 'policies',
  'policy_targets', 'secrets', 'mailboxes', 'logos', 'mail_templates', 'call_scripts', 'mailbox_oauth', 'library_files');
