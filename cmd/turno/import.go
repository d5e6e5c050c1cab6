package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast/messages"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/report/text"
	"turno/internal/workspace"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/layout"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/value"
)

func importCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "import",
		Usage: "exports of messages, tickets or interval reports in, history.csv and measured parameters out",
		Description: `Reads exports row by row, rebuilds the conversations and writes what they tell into the workspace:
history.csv, joined with what is stored, and measured.yaml, the defaults of the queues' work.

  turno import --file tweets.csv.gz --layout twcs --workspace .
  turno import --file tickets.xlsx --layout zendesk --workspace . --skip-bad 20
  turno import --file posts.jsonl --layout my-layout.yaml --workspace . --dry-run

Reads CSV, XLSX and JSON, also compressed (.gz), as other systems write them. Layouts: messages, twcs,
sprinklr; zendesk, salesforce; genesys, connect, intervals; or a file of your own (docs/WORKSPACE.md).
import.yaml in the workspace says which handle is which queue, and holds the rules for posts that need
no answer. Text is read for these rules alone; it is neither kept nor shown. A file with bad rows
imports nothing unless --skip-bad allows them.`,
		Flags:  flags(exportFlags(), []cli.Flag{&cli.BoolFlag{Name: "dry-run", Usage: "show what would be imported and write nothing"}}),
		Action: func(c *cli.Context) error { return importAction(c, sh) },
	}
}

// exportFlags say which exports are read and how.
func exportFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "file", Usage: "an export `FILE`; give the flag again for more, of one layout"},
		&cli.StringFlag{Name: "layout", Value: "messages", Usage: "how the export is laid out: a built-in `NAME` or a file"},
		&cli.StringFlag{Name: "workspace", Value: ".", Usage: "the `DIR` of the workspace; its turno.yaml need not be there yet"},
		&cli.StringFlag{Name: "zone", Value: "UTC", Usage: "the time `ZONE` of a workspace without turno.yaml"},
		&cli.IntFlag{Name: "skip-bad", Usage: "import although up to `N` rows are bad, without them"},
		&cli.IntFlag{Name: "list", Value: 20, Usage: "list at most `N` bad rows of each file"},
		&cli.StringFlag{Name: "shift", Usage: "add this `TIME`, such as 1h or -1h, to every time; 0h takes times as they are, whatever the stored history says"},
		durationFlag("step", 0, "the history's interval (`TIME`): 5m to 1h; default: that of history.csv, or 1h"),
		&cli.BoolFlag{Name: "only-known", Usage: "leave out what belongs to no queue of turno.yaml"},
		jsonFlag(),
	}
}

// intake is an export as it was read, beside the workspace it is for.
type intake struct {
	workspace.Intake
	dir     string
	result  messages.Result
	reports []layout.Report
	unknown []string // queues that turno.yaml does not have
	words   text.Catalogue
}

func importAction(c *cli.Context, sh shell) error {
	x, err := takeIn(c, sh)
	if err != nil {
		return err
	}
	if len(x.unknown) > 0 && !c.Bool("only-known") {
		return usage("the export has queues that turno.yaml does not have: %s; name their handles there or in import.yaml, or leave them out with --only-known", listed(x.unknown))
	}
	if n := x.result.Counts; len(x.result.History) == 0 && n.Conversations == 0 && n.Unassigned == 0 {
		return usage("none of %d rows begins a conversation (begun before the file: %d, rows of customers: %d): nothing was imported; does the export hold the customers' messages, and is --layout %s the right one?",
			n.Rows, n.Headless, n.Inbound, c.String("layout"))
	}
	if len(x.result.History) == 0 {
		return usage("none of %d rows belongs to a queue: nothing was imported; is --layout %s the right one? If it is, say in import.yaml which handle is which queue, or a default", x.result.Counts.Rows, c.String("layout"))
	}
	if err := x.Fits(x.result, c.Duration("step")); err != nil {
		return err
	}
	shift, shifted := messages.Shifted(x.History, x.result.History)
	if shifted && shift.Overlap && !c.IsSet("shift") {
		return usage("the export runs %s against history.csv, which holds the same hours: nothing was imported; --shift %s puts it right, --shift 0h imports it as it is", signed(shift.By), signed(-shift.By))
	}
	merged := messages.Merge(x.History, x.result.History)
	told := x.account()
	told.Merged, told.Shift, told.Shifted, told.Written = merged, shift, shifted, !c.Bool("dry-run")
	if told.Written {
		if err := c.Context.Err(); err != nil {
			return err
		}
		if err := workspace.WriteImport(x.dir, x.Intake, merged.History, x.Learned(x.result)); err != nil {
			return err
		}
	}
	return show(c, sh, func(w io.Writer) error { return document.Import(w, told, x.words) }, func(w io.Writer) error {
		return terminal.Imported(w, told, sh.tables(x.words))
	})
}

// signed words a shift.
func signed(d time.Duration) string {
	if d > 0 {
		return "+" + value.FormatDuration(d)
	}
	return value.FormatDuration(d)
}

// takeIn reads the exports that the flags name.
func takeIn(c *cli.Context, sh shell) (intake, error) {
	x := intake{dir: c.String("workspace")}
	files := c.StringSlice("file")
	if len(files) == 0 {
		return x, usage("--file is missing: expected an export FILE (turno %s --help)", c.Command.Name)
	}
	if c.Int("skip-bad") < 0 || c.Int("list") < 1 {
		return x, usage("--skip-bad %d, --list %d: expected 0 or more, and 1 or more", c.Int("skip-bad"), c.Int("list"))
	}
	l, err := layoutOf(c.String("layout"))
	if err != nil {
		return x, err
	}
	z, err := zone(c.String("zone"))
	if err != nil {
		return x, err
	}
	if info, err := os.Stat(x.dir); err == nil && !info.IsDir() {
		return x, usage("--workspace %s: expected a folder, found a file", x.dir)
	}
	if x.Intake, err = workspace.ReadIntake(os.DirFS(x.dir), z); err != nil {
		return x, err
	}
	if x.Settings != nil && c.IsSet("zone") {
		return x, usage("--zone has no meaning beside turno.yaml, which says it")
	}
	opt, step, err := x.readOptions(c)
	if err != nil {
		return x, err
	}
	x.words = text.English(x.Calendar.Zone, 0).In(speak(c, x.language()))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memory))
	collector := messages.NewCollector(x.Collection(step))
	report, stop := startProgress(sh)
	defer stop()
	for _, name := range files {
		r, err := readExport(c.Context, name, l, collector, opt)
		if err != nil {
			return x, err
		}
		x.reports = append(x.reports, r)
		if report != nil {
			report("import", len(x.reports), len(files))
		}
	}
	if err := tooBad(x.reports, c.Int("skip-bad")); err != nil {
		return x, err
	}
	for _, r := range x.reports {
		for _, f := range r.Listed { // left out, and said
			fmt.Fprintln(sh.err, f)
		}
	}
	if x.result, err = collector.Result(c.Context); err != nil {
		return x, err
	}
	if x.result.Counts.Rows == 0 {
		return x, usage("%s: no row that could be read: expected at least one", strings.Join(files, ", "))
	}
	x.result, x.unknown = x.Known(x.result)
	return x, nil
}

// memory is what an import is to stay within, while its rows allow: garbage is collected
// sooner near it.
const memory = 700 << 20

func (x intake) readOptions(c *cli.Context) (opt layout.Options, step time.Duration, err error) {
	if step = c.Duration("step"); step != 0 && (step < 5*time.Minute || step > time.Hour || time.Hour%step != 0) {
		return opt, 0, usage("--step %s: expected 5m, 10m, 15m, 20m, 30m or 1h", value.FormatDuration(step))
	}
	opt = layout.Options{Zone: x.Calendar.Zone, Rules: x.Import.Rules, List: c.Int("list"), Step: step}
	if opt.Step == 0 {
		opt.Step = x.Step
	}
	if s := c.String("shift"); s != "" {
		plain, minus := strings.CutPrefix(strings.TrimPrefix(s, "+"), "-")
		if opt.Shift, err = value.ParseDuration(plain); err != nil || opt.Shift > 48*time.Hour {
			return opt, 0, usage("--shift %s: expected a time of at most two days, such as 1h or -1h", s)
		}
		if minus {
			opt.Shift = -opt.Shift
		}
	}
	return opt, step, nil
}

// layoutOf is a built-in layout or that of a file.
func layoutOf(name string) (settings.Layout, error) {
	if !strings.ContainsAny(name, `./\`) {
		return layout.Builtin(name)
	}
	f, err := open("layout", name)
	if err != nil {
		return settings.Layout{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, settings.MaxBytes+1))
	if err != nil {
		return settings.Layout{}, err
	}
	return settings.DecodeLayout(filepath.Base(name), data)
}

func readExport(ctx context.Context, name string, l settings.Layout, into *messages.Collector, opt layout.Options) (layout.Report, error) {
	f, err := open("file", name)
	if err != nil {
		return layout.Report{}, err
	}
	defer f.Close()
	return layout.Read(ctx, name, f, l, into, opt)
}

// tooBad refuses files with more bad rows than are allowed, and lists the first of them.
func tooBad(reports []layout.Report, allowed int) error {
	var all fault.Error
	bad, rows := int64(0), int64(0)
	for _, r := range reports {
		bad, rows = bad+r.Bad, rows+r.Rows
		all.Faults = append(all.Faults, r.Listed...)
	}
	if bad <= int64(allowed) {
		return nil
	}
	all.More = int(bad) - len(all.Faults)
	return exitError{exitInput, errors.New(strings.TrimSpace(fmt.Sprintf("%d of %d rows are bad, nothing was imported; --skip-bad %d would leave them out\n%s", bad, rows, bad, all.Error())))}
}

// language is the workspace's.
func (x intake) language() string {
	if x.Settings == nil {
		return ""
	}
	return x.Settings.Language
}

// account is what is shown of an export.
func (x intake) account() messages.Account {
	a := messages.Account{Result: x.result, Unknown: x.unknown, Used: x.Used(x.Learned(x.result))}
	for _, r := range x.reports {
		a.Files = append(a.Files, r.File)
	}
	return a
}
