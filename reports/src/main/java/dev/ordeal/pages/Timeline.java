package dev.ordeal.pages;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Evidence;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.TreeSet;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/**
 * The picture of a run: a lane for the faults with their words, for the leader key, for each node
 * with its role and its commits, and for the clients; time in seconds since the start of the run.
 */
public final class Timeline {
  public static final int WIDTH = 1200;
  public static final int HEIGHT = 420;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Color SHADE = new Color(0xB3, 0x26, 0x1E, 22);

  private Timeline() {}

  /** The picture as a document of its own, {@value #WIDTH} by {@value #HEIGHT} pixels. */
  public static String svg(Evidence evidence) {
    var graphics = new SVGGraphics2D(WIDTH, HEIGHT);
    draw(evidence, graphics);
    return graphics.getSVGDocument();
  }

  /** Draws it, {@value #WIDTH} by {@value #HEIGHT} pixels. */
  public static void draw(Evidence evidence, Graphics2D graphics) {
    chart(evidence).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
  }

  private static JFreeChart chart(Evidence evidence) {
    Run run = Run.of(evidence);
    List<Lane> lanes = Lanes.of(run);
    var plot =
        new XYPlot(
            new XYSeriesCollection(),
            seconds(run),
            lanes(lanes),
            new XYLineAndShapeRenderer(false, false));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(new Color(0xDDDDDD));
    plot.setRangeGridlinesVisible(false);
    plot.setOutlineVisible(false);
    plot.setFixedLegendItems(legend(lanes));
    shadeFaults(run, plot);
    for (int i = 0; i < lanes.size(); i++) {
      int bottom = lanes.size() - 1 - i;
      for (Bar bar : lanes.get(i).bars()) {
        plot.addAnnotation(new BarAnnotation(bar, bottom));
      }
    }
    var chart = new JFreeChart(null, FONT, plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(6, 6, 4, 14));
    chart.addSubtitle(title(evidence));
    chart.addSubtitle(legendTitle(plot));
    return chart;
  }

  private static TextTitle title(Evidence evidence) {
    var described = evidence.run();
    var title =
        new TextTitle(
            "%s — %s, %s, seed %d"
                .formatted(
                    described.scenario(),
                    described.agent(),
                    described.environment(),
                    described.seed()),
            FONT.deriveFont(Font.BOLD, 14f));
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    return title;
  }

  private static LegendTitle legendTitle(XYPlot plot) {
    var legend = new LegendTitle(plot);
    legend.setItemFont(FONT.deriveFont(11f));
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setBackgroundPaint(Color.WHITE);
    return legend;
  }

  private static NumberAxis seconds(Run run) {
    var axis = new NumberAxis("seconds since the start of the run");
    axis.setRange(0, Math.max(1e-3, run.endNs() / 1e9));
    axis.setLabelFont(FONT);
    axis.setTickLabelFont(FONT);
    return axis;
  }

  private static SymbolAxis lanes(List<Lane> lanes) {
    String[] names = lanes.reversed().stream().map(Lane::name).toArray(String[]::new);
    var axis = new SymbolAxis(null, names);
    axis.setRange(-0.5, lanes.size() - 0.5);
    axis.setTickLabelFont(FONT);
    axis.setGridBandsVisible(true);
    axis.setGridBandPaint(new Color(0xF6F6F6));
    axis.setGridBandAlternatePaint(Color.WHITE);
    return axis;
  }

  /** The time of each fault runs through all lanes, so that the eye finds what it met. */
  private static void shadeFaults(Run run, XYPlot plot) {
    for (var fault : run.faults()) {
      var asked = new ValueMarker(fault.askedNs() / 1e9, Hue.FAULT.colour, new BasicStroke(1f));
      plot.addDomainMarker(asked, Layer.BACKGROUND);
      fault
          .healedNs()
          .ifPresent(healed ->
              plot.addDomainMarker(
                  new IntervalMarker(fault.askedNs() / 1e9, healed / 1e9, SHADE),
                  Layer.BACKGROUND));
    }
  }

  private static LegendItemCollection legend(List<Lane> lanes) {
    var shown = new TreeSet<Hue>();
    lanes.forEach(lane -> lane.bars().forEach(bar -> shown.add(bar.hue())));
    var items = new LegendItemCollection();
    for (Hue hue : shown) {
      items.add(
          new LegendItem(
              hue.words, null, null, null, new Rectangle2D.Double(0, 0, 12, 9), hue.colour));
    }
    return items;
  }
}
