package com.example.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import com.example.room.Main;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest
class ScenesTest {
  @Autowired private WebApplicationContext backend;

  @Test
  void compositesWhatIsUploaded() throws Exception {
    MockMvc client = webAppContextSetup(backend).build();

    byte[] scene =
        client
            .perform(
                multipart("/composites")
                    .file(upload("photo", Color.RED, 64))
                    .file(upload("mask", Color.BLUE, 32)))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsByteArray();

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(scene));
    assertThat(image.getRGB(10, 10)).isEqualTo(Color.BLUE.getRGB());
    assertThat(image.getRGB(60, 60)).isEqualTo(Color.RED.getRGB());
  }

  @Test
  void asksTheProvidersWithTheVersionsThatSpringBootManages() throws Exception {
    Main.main(new String[0]);
  }

  private static MockMultipartFile upload(String name, Color color, int side) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, side, side);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return new MockMultipartFile(name, name + ".png", "image/png", png.toByteArray());
  }
}
