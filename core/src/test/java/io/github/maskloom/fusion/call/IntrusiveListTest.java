package io.github.maskloom.fusion.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntrusiveListTest {
  private final IntrusiveList<Element> list = new IntrusiveList<>();
  private final Element a = new Element("a");
  private final Element b = new Element("b");
  private final Element c = new Element("c");

  @Test
  void keepsTheOrderInWhichElementsWereAdded() {
    list.addLast(b);
    list.addLast(c);
    list.addFirst(a);

    assertThat(taken()).containsExactly("a", "b", "c");
  }

  @Test
  void anElementIsRemovedFromTheMiddleAndFromBothEnds() {
    for (Element removed : List.of(a, b, c)) {
      List.of(a, b, c).forEach(list::addLast);
      list.remove(removed);

      assertThat(taken()).hasSize(2).doesNotContain(removed.name);
    }
  }

  @Test
  void removingAnElementAgainChangesNothing() {
    list.addLast(a);
    list.addLast(b);
    list.remove(a);
    list.remove(a);

    assertThat(taken()).containsExactly("b");
    list.remove(a);
    assertThat(list.first()).isNull();
  }

  @Test
  void anElementThatWasRemovedMayBeAddedAgain() {
    list.addLast(a);
    list.addLast(b);
    list.remove(a);
    list.addLast(a);

    assertThat(taken()).containsExactly("b", "a");
  }

  private List<String> taken() {
    List<String> names = new ArrayList<>();
    for (Element first = list.first(); first != null; first = list.first()) {
      names.add(first.name);
      list.remove(first);
    }
    return names;
  }

  private static final class Element extends IntrusiveList.Link<Element> {
    private final String name;

    Element(String name) {
      this.name = name;
    }
  }
}
