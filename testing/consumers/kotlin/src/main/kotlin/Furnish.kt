package com.example.room

import io.github.maskloom.MaskCompositor
import io.github.maskloom.fusion.FusionClient
import io.github.maskloom.fusion.FusionRequest
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

/** Puts the answer into a file. Cancelling the coroutine cancels the call. */
suspend fun furnish(client: FusionClient, request: FusionRequest, out: Path) =
    client.start(request).use { call ->
      val result = call.completion().await()
      withContext(Dispatchers.IO) { result.image().writeTo(out) }
    }

fun main() = runBlocking {
  val folder = Files.createDirectories(Path.of("target", "room"))
  val rooms = Rooms(folder)
  val report =
      MaskCompositor.create().composite(rooms.photo("png"), rooms.mask(), folder.resolve("output.png"))
  check(report.mask().coverage() == 0.25) { "painted: ${report.mask()}" }
  val out = folder.resolve("furnished.png")
  FusionClient.local().use { furnish(it, rooms.request(), out) }
  check(Files.size(out) > 0) { "no image" }
  println("Composited and furnished from Kotlin.")
}
