package io.github.maskloom.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.http.call.AnswerReader;

/** Whatever an answer in events is, it is read or fails as a provider may fail. */
class EventAnswerFuzzTest {
  @FuzzTest
  void anyBytes(byte[] bytes) {
    AnyAnswer.check(bytes, AnswerReader::readEvents);
  }
}
