package dev.ordeal.engine;

import dev.ordeal.environment.Component;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Probes.ClusterView;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.language.Action.Part;
import dev.ordeal.language.Target;
import dev.ordeal.language.Target.RoleWord;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who is who at this moment. Members are names of nodes, store members and proxies, and {@link
 * Link#CLIENTS}; where one of several will do, it is drawn.
 */
final class Cast {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private final EnvironmentPlan plan;
  private final Probes probes;
  private final Interruption interruption;
  private final RandomGenerator random;
  private final Function<String, Optional<List<String>>> metBy;
  private final Predicate<String> everMet;
  private @Nullable NodeName firstLeader;

  /**
   * @param metBy whom the latest fault of a name met
   * @param everMet whether any fault has met that member
   */
  Cast(
      EnvironmentPlan plan,
      Probes probes,
      Interruption interruption,
      RandomGenerator random,
      Function<String, Optional<List<String>>> metBy,
      Predicate<String> everMet) {
    this.plan = plan;
    this.probes = probes;
    this.interruption = interruption;
    this.random = random;
    this.metBy = metBy;
    this.everMet = everMet;
  }

  /** Remembers who leads now; the warm-up is over. */
  void rememberFirstLeader() {
    firstLeader = leaderSoon().orElse(null);
  }

  /** Who leads, waiting a little for somebody to do so: one look may fail on a busy machine. */
  Optional<NodeName> leaderSoon() {
    List<NodeName> seen = new ArrayList<>();
    interruption.await(
        () -> {
          leaderNow().ifPresent(seen::add);
          return !seen.isEmpty();
        },
        INTERVAL,
        PATIENCE);
    return seen.stream().findFirst();
  }

  Optional<NodeName> firstLeader() {
    return Optional.ofNullable(firstLeader);
  }

  ClusterView cluster() {
    return probes.cluster(LOOK);
  }

  Optional<NodeName> leaderNow() {
    return cluster().leader();
  }

  /** Waits a little for somebody to be what the target says, since roles change hands. */
  List<String> members(Target target) throws Unresolved {
    Optional<List<String>> found = waitFor(target, List.of());
    return found.orElseThrow(() -> new Unresolved("nobody is " + words(target) + " now"));
  }

  /** The two ends of links; one may be everything that the other is not. */
  List<List<String>> ends(Target from, Target to) throws Unresolved {
    boolean fromIsRest = isEverythingElse(from);
    Target named = fromIsRest ? to : from;
    List<String> first = members(named);
    Target otherTarget = fromIsRest ? from : to;
    List<String> second =
        waitFor(otherTarget, first)
            .orElseThrow(() -> new Unresolved("nobody is " + words(otherTarget) + " now"));
    return fromIsRest ? List.of(second, first) : List.of(first, second);
  }

  List<NodeName> nodes(Target target) throws Unresolved {
    List<NodeName> found = new ArrayList<>();
    for (String member : members(target)) {
      NodeName node = new NodeName(member);
      if (!plan.nodes().contains(node)) {
        throw new Unresolved(member + " is not a PostgreSQL node");
      }
      found.add(node);
    }
    return found;
  }

  List<Component> components(Part part, Target target) throws Unresolved {
    if (part != Part.WHOLE) {
      return nodes(target).stream().map(node -> part(part, node)).toList();
    }
    List<Component> found = new ArrayList<>();
    for (String member : members(target)) {
      found.add(whole(member));
    }
    return found;
  }

  private static Component part(Part part, NodeName node) {
    return switch (part) {
      case WHOLE -> new Component.Node(node);
      case AGENT -> new Component.Agent(node);
      case GUARDIAN -> new Component.Guardian(node);
      case SERVER -> new Component.Server(node);
      case BACKEND -> new Component.Backend(node);
    };
  }

  private Component whole(String member) throws Unresolved {
    NodeName name = new NodeName(member);
    if (plan.nodes().contains(name)) {
      return new Component.Node(name);
    }
    if (plan.store().members().contains(name)) {
      return new Component.StoreMember(name);
    }
    if (plan.proxy().name().equals(name)) {
      return new Component.Proxy(name);
    }
    throw new Unresolved(member + " is not a part of the environment that can be met");
  }

  private Optional<List<String>> waitFor(Target target, List<String> otherEnd) {
    var found = new ArrayList<String>();
    boolean there =
        interruption.await(
            () -> {
              found.clear();
              found.addAll(look(target, otherEnd));
              return !found.isEmpty();
            },
            INTERVAL,
            PATIENCE);
    return there ? Optional.of(List.copyOf(found)) : Optional.empty();
  }

  private List<String> look(Target target, List<String> otherEnd) {
    return switch (target) {
      case Target.Named named -> List.of(named.name());
      case Target.MetBy met -> metBy.apply(met.yamlName()).orElse(List.of());
      case Target.ByRole role -> byRole(role.role(), otherEnd);
      case Target.Group group -> {
        SequencedSet<String> all = new LinkedHashSet<>();
        boolean complete = true;
        for (Target member : group.members()) {
          List<String> found = look(member, otherEnd);
          complete &= !found.isEmpty();
          all.addAll(found);
        }
        yield complete ? List.copyOf(all) : List.of();
      }
    };
  }

  private List<String> byRole(RoleWord role, List<String> otherEnd) {
    return switch (role) {
      case LEADER -> names(leaderNow().stream().toList());
      case FIRST_LEADER -> names(firstLeader().stream().toList());
      case ANY_REPLICA -> oneOf(replicas());
      case ANOTHER_REPLICA ->
          oneOf(replicas().stream().filter(node -> !everMet.test(node.value())).toList());
      case EVERY_REPLICA -> names(replicas());
      case SYNCHRONOUS_STANDBY -> oneOf(cluster().synchronousStandbys());
      case ASYNCHRONOUS_STANDBY -> oneOf(asynchronous());
      case EVERY_NODE -> names(plan.nodes());
      case DCS_LEADER -> names(probes.storeLeader(LOOK).stream().toList());
      case DCS_FOLLOWER -> oneOf(storeFollowers());
      case DCS_MINORITY ->
          names(firstOf(followersFirst(), (plan.store().members().size() - 1) / 2));
      case DCS_MAJORITY ->
          names(firstOf(followersFirst().reversed(), plan.store().members().size() / 2 + 1));
      case EVERY_DCS_MEMBER -> names(plan.store().members());
      case PROXY -> List.of(plan.proxy().name().value());
      case CLIENTS -> List.of(Link.CLIENTS);
      case EVERYTHING_ELSE -> everythingBut(otherEnd);
    };
  }

  /** Those that stream from the leader; where nobody leads, nobody is a replica. */
  private List<NodeName> replicas() {
    ClusterView view = cluster();
    return view.leader().isEmpty() ? List.of() : view.streaming();
  }

  private List<NodeName> asynchronous() {
    ClusterView view = cluster();
    return view.streaming().stream()
        .filter(node -> !view.synchronousStandbys().contains(node))
        .toList();
  }

  /** The store's members, its leader last; empty where nobody leads it. */
  private List<NodeName> followersFirst() {
    Optional<NodeName> leader = probes.storeLeader(LOOK);
    if (leader.isEmpty()) {
      return List.of();
    }
    List<NodeName> ordered = new ArrayList<>(plan.store().members());
    ordered.remove(leader.get());
    ordered.add(leader.get());
    return ordered;
  }

  private List<NodeName> storeFollowers() {
    List<NodeName> members = followersFirst();
    return members.isEmpty() ? members : members.subList(0, members.size() - 1);
  }

  private List<String> everythingBut(List<String> otherEnd) {
    List<String> all = new ArrayList<>(names(plan.nodes()));
    all.addAll(names(plan.store().members()));
    all.add(plan.proxy().name().value());
    all.add(Link.CLIENTS);
    all.removeAll(otherEnd);
    return all;
  }

  private List<String> oneOf(List<NodeName> candidates) {
    return candidates.isEmpty()
        ? List.of()
        : List.of(candidates.get(random.nextInt(candidates.size())).value());
  }

  private static List<NodeName> firstOf(List<NodeName> ordered, int count) {
    return ordered.subList(0, Math.min(count, ordered.size()));
  }

  private static List<String> names(List<NodeName> members) {
    return members.stream().map(NodeName::value).toList();
  }

  private static boolean isEverythingElse(Target target) {
    return target.equals(new Target.ByRole(RoleWord.EVERYTHING_ELSE));
  }

  private static String words(Target target) {
    return switch (target) {
      case Target.Named named -> named.name();
      case Target.MetBy met -> "met by a " + met.yamlName();
      case Target.ByRole role -> role.role().name().toLowerCase(Locale.ROOT).replace('_', '-');
      case Target.Group group ->
          String.join(", ", group.members().stream().map(Cast::words).toList());
    };
  }
}
