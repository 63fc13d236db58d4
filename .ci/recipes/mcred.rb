# The formula of Homebrew.
class Mcred < Formula
  desc "Build, check and pack a micro-credential portfolio offline"
  homepage "{{place}}"
  version "{{version}}"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "{{url aarch64-apple-darwin.tar.gz}}"
      sha256 "{{digest aarch64-apple-darwin.tar.gz}}"
    end
    on_intel do
      url "{{url x86_64-apple-darwin.tar.gz}}"
      sha256 "{{digest x86_64-apple-darwin.tar.gz}}"
    end
  end

  on_linux do
    on_arm do
      url "{{url aarch64-unknown-linux-musl.tar.gz}}"
      sha256 "{{digest aarch64-unknown-linux-musl.tar.gz}}"
    end
    on_intel do
      url "{{url x86_64-unknown-linux-musl.tar.gz}}"
      sha256 "{{digest x86_64-unknown-linux-musl.tar.gz}}"
    end
  end

  def install
    bin.install "mcred"
    generate_completions_from_executable(bin/"mcred", "completions")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/mcred --version")
  end
end
