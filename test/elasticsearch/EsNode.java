import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.KeyStoreWrapper;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** Starts one Elasticsearch node in this JVM: EsNode HOME [setting=value | secure:setting=value]... */
public final class EsNode {
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out; // Elasticsearch turns System.out and System.err into loggers
        Path home = Path.of(args[0]);
        Settings.Builder settings = Settings.builder().put("path.home", home.toString());
        KeyStoreWrapper secure = KeyStoreWrapper.create();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            if (pair[0].startsWith("secure:")) secure.setString(pair[0].substring(7), pair[1].toCharArray());
            else settings.put(pair[0], pair[1]);
        }
        settings.setSecureSettings(secure);

        LogConfigurator.configureESLogging();
        Environment env = InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), home.resolve("config"), () -> "es");
        LogConfigurator.configure(env, true);

        var modules = PluginsLoader.loadModulesBundles(env.modulesDir()); // 8 only
        var modules = PluginsLoader.loadModulesBundles(env.modulesDir(), false); // 9 only
        Node node = new Node(env, PluginsLoader.createPluginsLoader(modules, Set.of(), Map.of(), false));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.prepareForClose();
                node.close();
                node.awaitClose(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        node.start();
        ClusterService cluster = node.injector().getInstance(ClusterService.class);
        do Thread.sleep(50); while (recovering(cluster.state())); // an old data folder

        var address = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
        boolean tls = env.settings().getAsBoolean("xpack.security.http.ssl.enabled", false);
        out.println("listening " + (tls ? "https" : "http") + "://" + address.getAddress() + ":" + address.getPort());
        if (Boolean.getBoolean("stop.with.stdin") == false) new CountDownLatch(1).await();
        while (System.in.read() >= 0) continue;
        System.exit(0);
    }

    private static boolean recovering(ClusterState state) {
        var shards = state.getRoutingNodes();
        return state.blocks().global().isEmpty() == false || shards.hasUnassignedPrimaries() || shards.hasInactivePrimaries();
    }
}
