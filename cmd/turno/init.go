package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"turno/internal/workspace"
	"turno/internal/workspace/settings"
	"turno/samples"
)

func initCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "init",
		Usage: "make a workspace, from a sample or from your history",
		Description: `Writes a new folder with turno.yaml (with comments that teach), its schema for editors, and the tables.

  turno init --sample moda --workspace my-team
  turno init --history posts.csv --columns timestamp=time,queue=brand,volume=count --team 8 --workspace my-team

Nothing that exists is overwritten: --workspace must be new or empty.`,
		Flags: flags([]cli.Flag{
			&cli.StringFlag{Name: "workspace", Usage: "the `DIR` to make; must be new or empty"},
			&cli.StringFlag{Name: "sample", Usage: "the sample `NAME` to copy: moda, volo or banka"},
			&cli.IntFlag{Name: "team", Value: 8, Usage: "with --history: a team of `N` people, 1 to 2000"},
		}, historyFlags()),
		Action: func(c *cli.Context) error { return initAction(c, sh) },
	}
}

func initAction(c *cli.Context, sh shell) error {
	dir := c.String("workspace")
	switch {
	case dir == "":
		return usage("--workspace is missing: the folder to make")
	case (c.String("sample") == "") == (c.String("history") == ""):
		return usage("expected one of --sample NAME and --history FILE")
	case c.String("sample") != "":
		for _, name := range []string{"team", "columns", "zone", "country"} {
			if c.IsSet(name) {
				return usage("--%s has no meaning with --sample: a sample is copied as it is", name)
			}
		}
		fsys, err := samples.Open(c.String("sample"))
		if err != nil {
			return usage("--sample: %v", err)
		}
		if err := workspace.Init(dir, fsys); err != nil {
			return err
		}
	default:
		if err := initHistory(c, dir); err != nil {
			return err
		}
	}
	fmt.Fprintln(sh.out, sh.words().T("%[1]s is ready. Look at %[1]s/turno.yaml, then: turno plan --workspace %[1]s --out %[1]s-plan", dir))
	return nil
}

func initHistory(c *cli.Context, dir string) error {
	if n := c.Int("team"); n < 1 || n > 2000 {
		return usage("--team %d: expected 1 to 2000 people", n)
	}
	series, cal, err := readHistory(c)
	if err != nil {
		return err
	}
	measured, err := measuredBeside(c.String("history"))
	if err != nil {
		return err
	}
	return workspace.InitFromHistory(dir, series, cal, c.Int("team"), measured)
}

// measuredBeside is what turno import measured, where it lies beside the history.
func measuredBeside(history string) (settings.Measured, error) {
	data, err := os.ReadFile(filepath.Join(filepath.Dir(history), "measured.yaml"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return settings.DecodeMeasured("measured.yaml", data)
}
