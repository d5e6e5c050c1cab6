package main

import (
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	"turno/internal/report/ics"
	"turno/internal/report/xlsx"
	"turno/internal/workspace/result"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
)

// planFile marks a folder as a result of turno.
const planFile = "plan.json"

// checkOut refuses a folder that is not ours to replace before any work is done.
func checkOut(c *cli.Context) error {
	if dir := c.String("out"); dir != "" {
		return result.Usable(dir)
	}
	return nil
}

// kindOf names what a file of an ending is.
var kindOf = map[string]string{".xlsx": "workbook", ".html": "page", ".csv": "table"}

// checkFile refuses a file that cannot be written, or whose name does not have the ending,
// before any work is done.
func checkFile(flag, name, ending string) error {
	if name == "" && ending == "" {
		return nil
	}
	info, err := os.Stat(name)
	folder, lost := os.Stat(filepath.Dir(name))
	switch end := filepath.Ext(name); {
	case ending != "" && (!strings.EqualFold(end, ending) || len(filepath.Base(name)) == len(end)):
		return usage("--%s %s: expected the name of a %s, which ends in %s, such as turno%s", flag, name, kindOf[ending], ending, ending)
	case err == nil && info.IsDir():
		return usage("--%s %s: expected a file, found a folder", flag, name)
	case lost != nil || !folder.IsDir():
		return usage("--%s %s: no such folder %s", flag, name, filepath.Dir(name))
	}
	return nil
}

// writeOut writes the files into the folder of --out, all or none.
func writeOut(c *cli.Context, files []result.File) error {
	dir := c.String("out")
	if dir == "" {
		return nil
	}
	if err := c.Context.Err(); err != nil && !c.Bool("keep-partial") {
		return err
	}
	return result.Write(dir, files)
}

// writePlan writes the whole results folder.
func writePlan(c *cli.Context, p plan.Plan) error {
	in := p.Input
	files := []result.File{
		{Name: "forecast.csv", Write: func(w io.Writer) error { return result.WriteForecast(w, p.Forecast.Volumes) }},
		{Name: "requirement.csv", Write: func(w io.Writer) error { return result.WriteRequirement(w, p.Requirement) }},
		{Name: "work.csv", Write: func(w io.Writer) error { return result.WriteWork(w, p.Profiles) }},
		{Name: "roster.csv", Write: func(w io.Writer) error { return result.WriteRoster(w, p.Roster.Roster) }},
		{Name: "coverage.csv", Write: func(w io.Writer) error { return result.WriteCoverage(w, p.Check.Coverage) }},
		{Name: "service.csv", Write: func(w io.Writer) error { return result.WriteService(w, p.Service, in.Queues) }},
		{Name: "cost.csv", Write: func(w io.Writer) error { return result.WriteCost(w, in, p.Roster.Roster) }},
		findingsFile(p.Findings, p.Troubles, in),
		{Name: planFile, Write: func(w io.Writer) error { return document.Plan(w, p, words(in)) }},
		{Name: "plan.xlsx", Write: func(w io.Writer) error { return workbook(w, p, xlsx.Options{}) }},
	}
	return writeOut(c, slices.Concat(files, pictures(c, p), calendars(in, p.Roster.Roster, draft(in))))
}

// workbook writes the plan as a workbook.
func workbook(w io.Writer, p plan.Plan, opt xlsx.Options) error {
	rows, err := table.RosterRows(p.Roster.Roster.Shifts, p.Input.Calendar.Zone)
	if err != nil {
		return err
	}
	opt.Words, opt.Version, opt.Rows = words(p.Input), version, rows
	return xlsx.Plan(w, p, opt)
}

func findingsFile(fs []schedule.Finding, troubles []repair.Trouble, in plan.Input) result.File {
	return result.File{Name: "findings.json", Write: func(w io.Writer) error {
		return result.WriteFindings(w, fs, document.Explanations(troubles, in.Currency, words(in)), in.Calendar.Zone, words(in).Finding)
	}}
}

// calendars is one file per agent who works, or did by a roster that people were told
// before.
func calendars(in plan.Input, r schedule.Roster, opt ics.Options) []result.File {
	byAgent, before := ofAgents(r.Shifts), map[string][]ics.Version{}
	for k, v := range opt.Told {
		for id, shifts := range ofAgents(v.Shifts) {
			if before[id] == nil {
				before[id] = make([]ics.Version, len(opt.Told))
				for i, t := range opt.Told {
					before[id][i] = ics.Version{Sequence: t.Sequence, At: t.At}
				}
			}
			before[id][k].Shifts = shifts
		}
	}
	agents, ids := slices.Clone(in.Team.Agents), agentsOf(in)
	for _, id := range slices.Sorted(maps.Keys(before)) { // who has left since still learns what is cancelled
		if !slices.Contains(ids, id) {
			ids, agents = append(ids, id), append(agents, schedule.Agent{ID: id, Name: id})
		}
	}
	names := result.FileNames(ids)
	var files []result.File
	for i, a := range agents {
		shifts, own := byAgent[a.ID], opt
		if own.Told = before[a.ID]; len(shifts)+len(own.Told) == 0 {
			continue
		}
		files = append(files, result.File{Name: "ics/" + names[i] + ".ics", Write: func(w io.Writer) error {
			return ics.Agent(w, a, shifts, in.Calendar.By(a.Zone).Zone, own)
		}})
	}
	return files
}

func ofAgents(shifts []schedule.Shift) map[string][]schedule.Shift {
	out := map[string][]schedule.Shift{}
	for _, s := range shifts {
		out[s.Agent] = append(out[s.Agent], s)
	}
	return out
}

// draft is how calendars of a roster are written that is not published.
func draft(in plan.Input) ics.Options {
	return ics.Options{Words: words(in), Team: in.Name, Now: in.Now}
}
