package io.github.maskloom.fusion.call;

import org.jspecify.annotations.Nullable;

/**
 * A doubly linked list whose elements are its links, so that adding and removing them allocates
 * nothing. An element is in one list at most. <b>Threads:</b> whoever owns the list guards it.
 */
final class IntrusiveList<E extends IntrusiveList.Link<E>> {
  private @Nullable E first;
  private @Nullable E last;

  /** What an element knows of its place. */
  abstract static class Link<E extends Link<E>> {
    private boolean isLinked;
    private @Nullable E before;
    private @Nullable E after;
  }

  /** The element that is to be taken first; null if there is none. */
  @Nullable E first() {
    return first;
  }

  void addFirst(E element) {
    add(null, element, first);
  }

  void addLast(E element) {
    add(last, element, null);
  }

  private void add(@Nullable E before, E element, @Nullable E after) {
    link(element).isLinked = true;
    join(before, element);
    join(element, after);
  }

  /** Takes an element out; nothing happens if it is not in the list. */
  void remove(E element) {
    Link<E> link = link(element);
    if (link.isLinked) {
      link.isLinked = false;
      join(link.before, link.after);
      link.before = null;
      link.after = null;
    }
  }

  /** Makes two elements neighbours; null is the end of the list on that side. */
  private void join(@Nullable E before, @Nullable E after) {
    if (before == null) {
      first = after;
    } else {
      link(before).after = after;
    }
    if (after == null) {
      last = before;
    } else {
      link(after).before = before;
    }
  }

  /** The private fields of a type variable's bound are seen through the bound only. */
  private static <E extends Link<E>> Link<E> link(E element) {
    return element;
  }
}
