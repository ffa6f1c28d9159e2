create table if not exists fusion_job (
  id varchar(36) primary key,
  state varchar(10) not null,
  prompt varchar(8000) not null,
  images int not null,
  finish varchar(10) not null,
  claim varchar(36),
  sends int not null,
  retries int not null,
  not_before_millis bigint,
  cancel_asked boolean not null,
  note varchar(1000) not null,
  forgotten boolean not null,
  changed_millis bigint not null
);
create table if not exists fusion_ticket (
  job_id varchar(36) primary key,
  ticket text not null
);
create index if not exists fusion_job_state on fusion_job (state);
create index if not exists fusion_job_changed on fusion_job (changed_millis, id);
create table if not exists scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(200),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index if not exists scheduled_tasks_execution on scheduled_tasks (execution_time);
create index if not exists scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat)
