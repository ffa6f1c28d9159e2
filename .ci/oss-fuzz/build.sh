#!/bin/bash -eu
# Makes a target of each *FuzzTest of the formats: its classes, those they need, and a script that runs it.

modules=raster,formats/png,formats/jpeg,formats/classic,formats/webp
mvn -B test-compile dependency:copy-dependencies -DskipTests -Dspotless.check.skip -pl "$modules" -am \
  -DoutputDirectory="$OUT/libraries" -DexcludeGroupIds=io.github.maskloom

# The image brings its own Jazzer.
rm -f "$OUT"/libraries/jazzer-[0-9]*.jar "$OUT"/libraries/jazzer-api-*.jar
cp -rL "$JAVA_HOME" "$OUT/jdk"

for module in ${modules//,/ }; do
  name=${module##*/}
  mkdir -p "$OUT/$name"
  cp -r "$module/target/classes/." "$module/target/test-classes/." "$OUT/$name"
  find "$module/src/test/java" -name '*FuzzTest.java' | while read -r source; do
    target=${source#"$module/src/test/java/"}
    target=${target%.java}
    script=$OUT/$(basename "$target")
    cat > "$script" << SCRIPT
#!/bin/bash
# LLVMFuzzerTestOneInput for fuzzer detection.
here=\$(dirname "\$0")
classes=\$here/$name:\$here/raster:\$here/png:\$here/jpeg\$(printf ':%s' "\$here"/libraries/*.jar)
JAVA_HOME="\$here/jdk" LD_LIBRARY_PATH="\$here/jdk/lib/server:\$here" \\
  "\$here/jazzer_driver" --agent_path="\$here/jazzer_agent_deploy.jar" --cp="\$classes" \\
  --target_class=${target//\//.} --jvm_args="-Xmx1024m" "\$@"
SCRIPT
    chmod +x "$script"
  done
done
