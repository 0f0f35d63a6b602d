package io.penstock.runners.faults;

/**
 * The faults of the suite, those of engine and servers first, then those below the stream, then
 * whoever works beside it.
 */
enum Strike {
  KILL_TASK_MANAGER,
  FREEZE_TASK_MANAGER,
  RESTART_POSTGRES,
  RESTART_KAFKA,
  KILL_JOB_MANAGER,
  GO_BACK,
  REDEPLOY,
  LOSE_STATE,
  TERMINATE_BACKENDS,
  HOLD_LOCK,
  DEADLOCK,
  TAKE_ALL_CONNECTIONS,
  REFUSE_ROWS,
  BACKFILL_BESIDE;

  Fault fault() {
    return switch (this) {
      case KILL_TASK_MANAGER -> new KillTaskManager();
      case FREEZE_TASK_MANAGER -> new FreezeTaskManager();
      case RESTART_POSTGRES -> new RestartPostgres();
      case RESTART_KAFKA -> new RestartKafka();
      case KILL_JOB_MANAGER -> new KillJobManager();
      case GO_BACK -> new GoBack();
      case REDEPLOY -> new Redeploy();
      case LOSE_STATE -> new LoseState();
      case TERMINATE_BACKENDS -> new TerminateBackends();
      case HOLD_LOCK -> new HoldLock();
      case DEADLOCK -> new Deadlock();
      case TAKE_ALL_CONNECTIONS -> new TakeAllConnections();
      case REFUSE_ROWS -> new RefuseRows();
      case BACKFILL_BESIDE -> new BackfillBeside();
    };
  }
}
