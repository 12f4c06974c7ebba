package dev.ordeal.pages;

import java.awt.Color;

/** What a colour of the timeline says; pairs stay apart for colour-blind eyes, too. */
enum Hue {
  FAULT("fault, from asked to healed", new Color(0xB3261E), Color.WHITE),
  KEY("holds the leader key", new Color(0x8E6BBF), Color.WHITE),
  COMMITS("commits writes", new Color(0x1B6E3C), Color.WHITE),
  PRIMARY("says it is primary", new Color(0x8CCB9B), Color.BLACK),
  REPLICA("says it is a replica", new Color(0xB8CFE5), Color.BLACK),
  NO_ANSWER("does not answer", new Color(0xC9C9C9), Color.BLACK),
  ACKNOWLEDGED("writes acknowledged", new Color(0x2F6DB5), Color.WHITE),
  FAILED("writes failed", new Color(0xF0A830), Color.BLACK),
  OUT("longest time without an acknowledged write", new Color(0xD9534F), Color.WHITE),
  PART("its phases", new Color(0xF3D1CF), Color.BLACK);

  final String words;
  final Color colour;
  final Color ink;

  Hue(String words, Color colour, Color ink) {
    this.words = words;
    this.colour = colour;
    this.ink = ink;
  }
}
