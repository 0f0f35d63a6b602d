package io.penstock.runners.faults;

import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A JobManager in application mode, which runs a main class of this class path: what the entry
 * point in Flink's distribution does, which is no Maven artifact.
 */
final class ApplicationMain extends ApplicationClusterEntryPoint {
  private ApplicationMain(Configuration settings, PackagedProgram program) {
    super(settings, program, StandaloneResourceManagerFactory.getInstance());
  }

  /** Takes the folder of the cluster's settings, the main class, and the arguments of that. */
  public static void main(String[] args) throws Exception {
    Configuration settings = GlobalConfiguration.loadConfiguration(args[0]);
    PackagedProgram program =
        DefaultPackagedProgramRetriever.create(
                null, args[1], Arrays.copyOfRange(args, 2, args.length), settings)
            .getPackagedProgram();
    configureExecution(settings, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationMain(settings, program));
  }
}
