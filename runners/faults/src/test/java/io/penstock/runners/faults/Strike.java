package io.penstock.runners.faults;

/** The faults of the suite, those of engine and servers first, then those below the stream. */
enum Strike {
  KILL_TASK_MANAGER(new KillTaskManager()),
  FREEZE_TASK_MANAGER(new FreezeTaskManager()),
  RESTART_POSTGRES(new RestartPostgres()),
  RESTART_KAFKA(new RestartKafka()),
  KILL_JOB_MANAGER(new KillJobManager()),
  GO_BACK(new GoBack()),
  REDEPLOY(new Redeploy()),
  LOSE_STATE(new LoseState()),
  TERMINATE_BACKENDS(new TerminateBackends()),
  HOLD_LOCK(new HoldLock()),
  DEADLOCK(new Deadlock()),
  TAKE_ALL_CONNECTIONS(new TakeAllConnections()),
  REFUSE_ROWS(new RefuseRows());

  private final Fault fault;

  Strike(Fault fault) {
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
