package dev.ordeal.pages;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/** A bar with its words: inside where they fit, beside it for a fault, else left out. */
@SuppressWarnings("serial")
final class BarAnnotation extends AbstractXYAnnotation {
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final double LANE = 0.84;
  private static final double LEAST_PIXELS = 1.5;
  private final Bar bar;
  private final int lane;

  /** {@code lane} counts from the bottom. */
  BarAnnotation(Bar bar, int lane) {
    this.bar = bar;
    this.lane = lane;
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis domain,
      ValueAxis range,
      int rendererIndex,
      PlotRenderingInfo info) {
    double height = LANE / bar.rows();
    double top = lane + LANE / 2 - height * bar.row();
    double x = pixel(domain, bar.fromNs() / 1e9, area, RectangleEdge.BOTTOM);
    double right = pixel(domain, bar.toNs() / 1e9, area, RectangleEdge.BOTTOM);
    double y = pixel(range, top, area, RectangleEdge.LEFT);
    double below = pixel(range, top - height, area, RectangleEdge.LEFT);
    var box = new Rectangle2D.Double(x, y, Math.max(LEAST_PIXELS, right - x), below - y - 1);
    graphics.setPaint(bar.hue().colour);
    graphics.fill(box);
    if (bar.hue() == Hue.PART) {
      graphics.setPaint(Hue.OUT.colour);
      graphics.fill(new Rectangle2D.Double(x, y, 1, box.height));
    }
    write(graphics, box, area);
  }

  private static double pixel(ValueAxis axis, double value, Rectangle2D area, RectangleEdge edge) {
    return axis.valueToJava2D(value, area, edge);
  }

  private void write(Graphics2D graphics, Rectangle2D box, Rectangle2D area) {
    graphics.setFont(FONT.deriveFont((float) Math.min(11, box.getHeight())));
    var metrics = graphics.getFontMetrics();
    double width = metrics.stringWidth(bar.words()) + 6;
    double base = box.getCenterY() + (metrics.getAscent() - metrics.getDescent()) / 2.0;
    if (width <= box.getWidth()) {
      graphics.setPaint(bar.hue().ink);
      graphics.drawString(bar.words(), (float) (box.getX() + 3), (float) base);
    } else if (bar.hue() == Hue.FAULT || bar.hue() == Hue.OUT) {
      boolean roomAfter = box.getMaxX() + width < area.getMaxX();
      double x = roomAfter ? box.getMaxX() + 3 : box.getX() - width + 3;
      graphics.setPaint(Color.BLACK);
      graphics.drawString(bar.words(), (float) x, (float) base);
    }
  }
}
