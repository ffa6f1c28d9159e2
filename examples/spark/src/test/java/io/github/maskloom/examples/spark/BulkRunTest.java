package io.github.maskloom.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.examples.spark.BulkRun.Split;
import io.github.maskloom.examples.spark.BulkRun.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Job files, and what a run makes of them. */
class BulkRunTest {
  private static final Split SPLIT = new Split(20_000, 3);

  private final SparkSession spark = Sessions.shared();

  @TempDir Path temporary;
  private JobFolder folder;

  @BeforeEach
  void makeImages() throws IOException {
    folder = JobFolder.of(temporary, 80, 60);
  }

  @Test
  void eachImageIsWhatTheLibraryMakes() throws IOException {
    Tally tally =
        run(
            folder.jobs(
                List.of(
                    folder.composite("photo.png", "a.png"),
                    folder.composite("photo.jpg", "b.jpg"),
                    folder.restore("c.png"),
                    folder.prepare("d.jpg"))));

    assertThat(tally).isEqualTo(new Tally(4, 0, 0, List.of()));
    Path expected = temporary.resolve("expected.png");
    MaskCompositor.create().composite(folder.file("photo.png"), folder.file("mask.png"), expected);
    assertThat(folder.out("a.png")).hasSameBinaryContentAs(expected);
    assertThat(folder.results()).containsExactly("a.png", "b.jpg", "c.png", "d.jpg");
  }

  @Test
  void theManifestTellsOfEachImage() throws IOException {
    run(folder.jobs(List.of(folder.composite("photo.jpg", "a.jpg"), folder.prepare("b.jpg"))));

    Row composite = row(folder.out("a.jpg"));
    assertThat(composite.<String>getAs("etag"))
        .isEqualTo(JobFolder.etag(folder.out("a.jpg").toString()));
    assertThat(composite.<Long>getAs("bytes")).isEqualTo(Files.size(folder.out("a.jpg")));
    assertThat(composite.<Double>getAs("coverage")).isBetween(0.05, 0.2);
    assertThat(composite.<String>getAs("strategy")).isEqualTo("splice");
    assertThat(composite.<Row>getAs("geometry").getInt(0)).isEqualTo(80);
    assertThat(composite.isNullAt(composite.fieldIndex("failure"))).isTrue();
    Row prepared = row(folder.out("b.jpg"));
    assertThat(prepared.<Row>getAs("geometry").getInt(0)).isEqualTo(40);
    assertThat(prepared.isNullAt(prepared.fieldIndex("coverage"))).isTrue();
  }

  @Test
  void whatFailsIsToldAndTriedAgain() throws IOException {
    List<String> lines =
        List.of(
            folder.composite("photo.png", "a.png"),
            folder.composite("missing.png", "b.png"),
            folder.composite("photo.png", "e.png").replace("}", ",\"quality\":90}"),
            "nonsense",
            "{\"command\":\"fuse\",\"photo\":\"p.png\",\"out\":\"c.png\"}",
            "{\"command\":\"prepare\",\"in\":\"p.png\",\"out\":\"d.png\",\"max_side\":4}");

    Tally tally = run(folder.jobs(lines));

    assertThat(tally).isEqualTo(new Tally(1, 0, 5, tally.reasons()));
    assertThat(tally.reasons())
        .hasSize(5)
        .anySatisfy(reason -> assertThat(reason).contains("b.png: ", "missing.png"));
    assertThat(rows().values().stream().map(row -> row.<String>getAs("failure")))
        .anySatisfy(text -> assertThat(text).contains("missing.png"))
        .anySatisfy(text -> assertThat(text).contains("a JSON object").doesNotContain("\n"))
        .anySatisfy(text -> assertThat(text).contains("fuse is billed", "examples/queue"))
        .anySatisfy(text -> assertThat(text).contains("quality: is no option of a PNG"))
        .anySatisfy(text -> assertThat(text).contains("max_side: is no option of prepare"));

    Files.copy(folder.file("photo.png"), folder.file("missing.png"));
    assertThat(run(folder.jobs(lines)))
        .extracting(Tally::made, Tally::skipped, Tally::failed)
        .containsExactly(1L, 1L, 4L);
  }

  @Test
  void aRerunMakesWhatLacks() throws IOException {
    Path jobs = folder.jobs(20);
    run(jobs);
    Files.delete(folder.out("4.png"));
    Files.write(folder.out("7.png"), new byte[] {1});
    List<String> lines = new ArrayList<>(Files.readAllLines(jobs));
    lines.set(1, lines.get(1).replace("}", ",\"brush\":\"FF0000\"}"));

    assertThat(run(folder.jobs(lines))).isEqualTo(new Tally(3, 17, 0, List.of()));
    assertThat(run(folder.jobs(lines))).isEqualTo(new Tally(0, 20, 0, List.of()));
    assertThat(run(folder.jobs(20)))
        .as("the old brush again")
        .isEqualTo(new Tally(1, 19, 0, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "b/.././a.png"})
  void twoLinesForOneImageAreRefused(String second) throws IOException {
    Path jobs =
        folder.jobs(
            List.of(folder.composite("photo.png", "a.png"), folder.composite("photo.jpg", second)));

    assertThatThrownBy(() -> run(jobs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("several lines make the same image", "a.png");
    assertThat(folder.results()).isEmpty();
  }

  @Test
  void anObjectsNameHasNoDetours() {
    assertThat(ImageJob.parse("{\"out\":\"s3://b/a/../c//d.png\"}").key())
        .isEqualTo("s3://b/a/../c//d.png");
  }

  @Test
  void anEmptyPhotoIsToldAsAnImageThatCannotBeRead() throws IOException {
    Files.createFile(folder.file("empty.png"));
    Tally tally = run(folder.jobs(List.of(folder.composite("empty.png", "a.png"))));

    assertThat(tally).isEqualTo(new Tally(0, 0, 1, tally.reasons()));
    assertThat(tally.reasons()).singleElement().asString().contains("a.png: ");
  }

  @Test
  void tasksHaveAboutTheSameBytes() throws IOException {
    long[] sizes = {1, 1, 1, 9, 1, 1, 1, 1, 30, 1};
    List<Row> jobs =
        Arrays.stream(sizes).mapToObj(size -> RowFactory.create("k", "j", "l", size)).toList();
    ByteSplit split =
        ByteSplit.of(spark.createDataFrame(jobs, JobTable.SIZED).repartition(1).javaRDD(), 10, 1);

    assertThat(split.tasks()).isEqualTo(5);
    List<List<Row>> tasks = split.tasks(0, 5).glom().collect();
    assertThat(tasks.stream().mapToInt(List::size).sum()).isEqualTo(sizes.length);
    assertThat(split.tasks(1, 2).count() + split.tasks(0, 1).count() + split.tasks(3, 2).count())
        .isEqualTo(sizes.length);
  }

  @Test
  void thereAreMoreTasksThanCoresFromTheFirstWave() {
    List<Row> jobs =
        Stream.generate(() -> RowFactory.create("k", "j", "l", 10L)).limit(60).toList();
    JavaRDD<Row> rows = spark.createDataFrame(jobs, JobTable.SIZED).javaRDD();

    assertThat(ByteSplit.of(rows, 64 << 20, 6).tasks()).isEqualTo(6);
    assertThat(ByteSplit.of(rows, 50, 6).tasks()).isEqualTo(12);
  }

  private Tally run(Path jobs) {
    return new BulkRun(spark, new ImageStore(Map.of()), SPLIT)
        .run(jobs.toString(), new ManifestTable(spark, folder.manifest().toString()));
  }

  private Row row(Path image) {
    return Objects.requireNonNull(rows().get(image.toString()));
  }

  /** The last row of each key. */
  private Map<String, Row> rows() {
    Map<String, Row> rows = new HashMap<>();
    int lines = 0;
    for (Row row :
        new ManifestTable(spark, folder.manifest().toString())
            .rows()
            .orderBy("ended")
            .collectAsList()) {
      String key = row.getAs("key");
      rows.put(key == null ? "line " + lines++ : key, row);
    }
    return rows;
  }
}
